"""Rows of the catalog queries → parts of a `Schema`. Pure: no server here.

Single letters are PostgreSQL's own codes, documented with each catalog:
https://www.postgresql.org/docs/current/catalogs.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from harness.schema import (
    Check,
    Column,
    Comment,
    Constraint,
    Domain,
    Enum,
    Exclusion,
    Expression,
    Extension,
    ForeignKey,
    Function,
    Grant,
    Index,
    Name,
    NotNull,
    Object,
    Policy,
    PrimaryKey,
    Sequence,
    Table,
    Trigger,
    Unique,
    View,
    quoted,
)

Row = Mapping[str, Any]
Place = dict[str, Any]
Numbers = Mapping[int, str]

_PERSISTENCE: dict[str, Any] = {"p": "permanent", "u": "unlogged", "t": "temporary"}
_RELATION: dict[str, Any] = {"r": "table", "p": "partitioned table", "f": "foreign table"}
_REPLICA_IDENTITY = {"d": "default", "n": "nothing", "f": "full", "i": "index"}
_IDENTITY: dict[str, Any] = {"a": "always", "d": "by default"}
_GENERATED: dict[str, Any] = {"s": "stored", "v": "virtual"}
_STORAGE = {"p": "plain", "e": "external", "m": "main", "x": "extended"}
_COMPRESSION = {"p": "pglz", "l": "lz4"}
_ENABLED: dict[str, Any] = {"O": "origin", "D": "disabled", "R": "replica", "A": "always"}
_COMMAND = {"r": "select", "a": "insert", "w": "update", "d": "delete", "*": "all"}
_ACTION: dict[str, Any] = {"a": "no action", "r": "restrict", "c": "cascade", "n": "set null", "d": "set default"}
_MATCH: dict[str, Any] = {"s": "simple", "f": "full", "p": "partial"}
_FLAVOUR: dict[str, Any] = {"f": "function", "p": "procedure", "a": "aggregate", "w": "window"}

# What pg_identify_object_as_address calls a thing → the kind that the thing has in a Schema.
_KINDS = {
    "materialized view": "view",
    "foreign table": "table",
    "table column": "column",
    "view column": "column",
    "materialized view column": "column",
    "foreign table column": "column",
    "composite type": "type",
    "composite type column": "column",
    "table constraint": "constraint",
    "procedure": "function",
    "aggregate": "function",
    "server": "foreign server",
    "statistics object": "statistics",
}


def name_of(row: Row, key: str = "name") -> Name:
    """Return the qualified name of what a row describes."""
    return Name(row["namespace"], row[key])


def text_name(printed: str) -> str:
    """Return a name that the server printed qualified, without the default namespace."""
    return printed.removeprefix("public.")


def _expression(text: str | None) -> Expression | None:
    return None if text is None else Expression(text)


def _options(row: Row, key: str = "options") -> tuple[str, ...]:
    return tuple(row[key] or ())


def column(row: Row, place: Place) -> Column:
    """Return the column that a row of columns.sql describes."""
    return Column(
        table=name_of(row, "relation"),
        name=row["name"],
        position=row["position"],
        type=row["type"],
        not_null=row["not_null"],
        default=_expression(row["default"]),
        identity_kind=_IDENTITY.get(row["identity"]),
        generated=_GENERATED.get(row["generated"]),
        collation=row["collation"],
        storage=_STORAGE.get(row["storage"]),
        compression=_COMPRESSION.get(row["compression"]),
        statistics=row["statistics"],
        options=_options(row),
        inherited=row["inherited"],
        **place,
    )


def index(row: Row, place: Place, numbers: Numbers) -> Index:
    """Return the index that a row of indexes.sql describes; `numbers` names the columns of its relation."""
    names = [numbers.get(number) for number in row["key"]]
    length = row["key_length"]
    printed = row["elements"] or [quoted(name or "") for name in names[:length]]
    return Index(
        table=name_of(row, "relation"),
        name=name_of(row),
        definition=row["definition"],
        method=row["method"],
        columns=tuple(names[:length]),
        elements=tuple(printed),
        include=tuple(name for name in names[length:] if name),
        predicate=_expression(row["predicate"]),
        unique=row["unique"],
        nulls_not_distinct=row["nulls_not_distinct"],
        valid=row["valid"],
        constraint=row["constraint"],
        clustered=row["clustered"],
        replica_identity=row["replica_identity"],
        parent=text_name(row["parent"]) if row["parent"] else None,
        options=_options(row),
        statistics=_options(row, "statistics"),
        tablespace=row["tablespace"],
        **place,
    )


def constraint(row: Row, place: Place, numbers: Numbers, include: tuple[str, ...]) -> Constraint:
    """Return the constraint that a row of constraints.sql describes; `include` is what its index carries along."""
    make = _CONSTRAINTS[row["type"]]
    common = {
        "table": name_of(row, "relation"),
        "name": row["name"],
        "definition": row["definition"],
        "validated": row["validated"],
        "enforced": row.get("enforced", True),
        "deferrable": row["deferrable"],
        "deferred": row["deferred"],
        "inherited": row["inherited"],
        "columns": tuple(numbers[number] for number in row["key"] or () if number in numbers),
        **place,
    }
    return make(row, common, numbers, include)


def _primary_key(row: Row, common: dict[str, Any], _: Numbers, include: tuple[str, ...]) -> PrimaryKey:
    return PrimaryKey(**common, include=include, without_overlaps=" WITHOUT OVERLAPS" in row["definition"])


def _unique(row: Row, common: dict[str, Any], _: Numbers, include: tuple[str, ...]) -> Unique:
    return Unique(
        **common,
        include=include,
        nulls_not_distinct=row["definition"].startswith("UNIQUE NULLS NOT DISTINCT"),
        without_overlaps=" WITHOUT OVERLAPS" in row["definition"],
    )


def _foreign_key(row: Row, common: dict[str, Any], numbers: Numbers, _: tuple[str, ...]) -> ForeignKey:
    return ForeignKey(
        **common,
        references=Name(*row["references"]),
        referenced=tuple(row["referenced"]),
        on_update=_ACTION[row["on_update"]],
        on_delete=_ACTION[row["on_delete"]],
        set_columns=tuple(numbers[number] for number in row["set_key"] or ()),
        match=_MATCH[row["match"]],
        period="PERIOD " in row["definition"].partition(" REFERENCES ")[0],
    )


def _check(row: Row, common: dict[str, Any], _: Numbers, __: tuple[str, ...]) -> Check:
    # What can follow the closing parenthesis has none: NO INHERIT, NOT VALID, NOT ENFORCED.
    inner = row["definition"][len("CHECK (") : row["definition"].rindex(")")]
    return Check(**common, no_inherit=row["no_inherit"], expression=Expression(inner))


def _not_null(row: Row, common: dict[str, Any], _: Numbers, __: tuple[str, ...]) -> NotNull:
    return NotNull(**common, no_inherit=row["no_inherit"])


def _exclusion(row: Row, common: dict[str, Any], _: Numbers, __: tuple[str, ...]) -> Exclusion:
    return Exclusion(**common, operators=tuple(operator.partition("(")[0] for operator in row["operators"]))


_CONSTRAINTS: dict[str, Callable[[Row, dict[str, Any], Numbers, tuple[str, ...]], Constraint]] = {
    "p": _primary_key,
    "u": _unique,
    "f": _foreign_key,
    "c": _check,
    "n": _not_null,
    "x": _exclusion,
}


def trigger(row: Row, place: Place) -> Trigger:
    """Return the trigger that a row of triggers.sql describes."""
    return Trigger(
        table=name_of(row, "relation"),
        name=row["name"],
        definition=row["definition"],
        function=text_name(row["function"]),
        enabled=_ENABLED[row["enabled"]],
        **place,
    )


def policy(row: Row, place: Place) -> Policy:
    """Return the policy that a row of policies.sql describes."""
    return Policy(
        table=name_of(row, "relation"),
        name=row["name"],
        command=_COMMAND[row["command"]],
        permissive=row["permissive"],
        roles=tuple(row["roles"]),
        using=_expression(row["using"]),
        check=_expression(row["check"]),
        **place,
    )


def table(row: Row, place: Place, children: Mapping[str, Any]) -> Table:
    """Return the table that a row of tables.sql describes, with its children by field name."""
    return Table(
        name=name_of(row),
        owner=row["owner"],
        persistence=_PERSISTENCE[row["persistence"]],
        relkind=_RELATION[row["relkind"]],
        partition_key=row["partition_key"],
        partition_bound=row["partition_bound"],
        parents=tuple(Name(*parent) for parent in row["parents"]),
        row_security=row["row_security"],
        force_row_security=row["force_row_security"],
        replica_identity=_REPLICA_IDENTITY[row["replica_identity"]],
        access_method=row["access_method"],
        tablespace=row["tablespace"],
        of_type=row["of_type"],
        server=row["server"],
        options=_options(row),
        **children,
        **place,
    )


def view(row: Row, place: Place, children: Mapping[str, Any]) -> View:
    """Return the view that a row of views.sql describes, with its children by field name."""
    return View(
        name=name_of(row),
        owner=row["owner"],
        definition=row["definition"].strip(),
        materialized=row["relkind"] == "m",
        populated=row["populated"],
        options=_options(row),
        access_method=row["access_method"],
        tablespace=row["tablespace"],
        **children,
        **place,
    )


def enum(row: Row, place: Place) -> Enum:
    """Return the enum type that a row of enums.sql describes."""
    return Enum(name=name_of(row), owner=row["owner"], labels=tuple(row["labels"]), **place)


def domain(row: Row, place: Place) -> Domain:
    """Return the domain that a row of domains.sql describes."""
    return Domain(
        name=name_of(row),
        owner=row["owner"],
        base=row["base"],
        not_null=row["not_null"],
        default=_expression(row["default"]),
        collation=row["collation"],
        checks=tuple((name, definition, validated == "true") for name, definition, validated in row["checks"]),
        **place,
    )


def sequence(row: Row, place: Place) -> Sequence:
    """Return the sequence that a row of sequences.sql describes."""
    holder = row["column"]
    owner = f"{Name(*holder[:2])}.{quoted(holder[2])}" if holder else None
    same = ("owner", "type", "start", "minimum", "maximum", "increment", "cycle", "cache")
    return Sequence(
        name=name_of(row),
        persistence=_PERSISTENCE[row["persistence"]],
        owned_by=None if row["is_identity"] else owner,
        identity_of=owner if row["is_identity"] else None,
        **{key: row[key] for key in same},
        **place,
    )


def function(row: Row, place: Place) -> Function:
    """Return the function, procedure or aggregate that a row describes."""
    return Function(
        name=name_of(row),
        arguments=row["arguments"],
        owner=row["owner"],
        flavour=_FLAVOUR[row["kind"]],
        definition=row["definition"],
        **place,
    )


def extension(row: Row, place: Place) -> Extension:
    """Return the extension that a row of extensions.sql describes."""
    return Extension(name=row["name"], namespace=row["namespace"], version=row["version"], **place)


def grant(row: Row, place: Place) -> Grant:
    """Return the grant that a row of grants.sql describes."""
    return Grant(
        on=_address(row),
        grantee=row["grantee"],
        privileges=tuple(row["privileges"]),
        revoked=tuple(row["revoked"]),
        **place,
    )


def comment(row: Row, place: Place) -> Comment:
    """Return the comment that a row of comments.sql describes."""
    return Comment(on=_address(row), text=row["text"], **place)


def attached(row: Row, place: Place) -> Object:
    """Return an object that lives and dies with a relation, and is named within it: a rule."""
    holder = name_of(row, "relation")
    return Object(of=row["kind"], name=text_name(row["name"]), table=holder, definition=row["definition"], **place)


def other(row: Row, place: Place) -> Object:
    """Return any other object."""
    return Object(
        of=row["kind"], name=text_name(row["name"]), owner=row["owner"], definition=row["definition"], **place
    )


def _address(row: Row) -> str:
    """Return what a comment or grant is on, as kind and identity: `column orders.id`, `function f(integer)`."""
    kind, names, arguments = row["type"], list(row["names"]), row["arguments"]
    if not names:
        return str(kind)
    shape = _SHAPES.get(kind, _dotted)
    return f"{_KINDS.get(kind, kind)} {shape(names, arguments)}"


def _dotted(names: list[str], _: list[str]) -> str:
    if len(names) == 1:
        return quoted(names[0])
    return ".".join([str(Name(names[0], names[1])), *(quoted(name) for name in names[2:])])


def _typed(names: list[str], _: list[str]) -> str:
    return text_name(names[0])


def _callable(names: list[str], arguments: list[str]) -> str:
    return f"{Name(names[0], names[1])}({', '.join(arguments)})"


def _operator(names: list[str], arguments: list[str]) -> str:
    namespace = "" if names[0] == "public" else f"{quoted(names[0])}."
    return f"{namespace}{names[1]}({', '.join(arguments)})"


def _cast(names: list[str], arguments: list[str]) -> str:
    return f"({names[0]} as {arguments[0]})"


def _by_method(names: list[str], _: list[str]) -> str:
    return f"{Name(names[1], names[2])} using {quoted(names[0])}"


def _transform(names: list[str], arguments: list[str]) -> str:
    return f"for {names[0]} language {quoted(arguments[0])}"


def _domain_constraint(names: list[str], arguments: list[str]) -> str:
    return f"{text_name(names[0])}.{quoted(arguments[0])}"


_SHAPES: dict[str, Callable[[list[str], list[str]], str]] = {
    "type": _typed,
    "domain": _typed,
    "function": _callable,
    "procedure": _callable,
    "aggregate": _callable,
    "operator": _operator,
    "cast": _cast,
    "operator class": _by_method,
    "operator family": _by_method,
    "transform": _transform,
    "domain constraint": _domain_constraint,
}
