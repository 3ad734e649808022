"""The state → a `Schema`, in the normal form of the catalog reader, with expressions as their authors wrote them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from harness.declared import printing
from harness.declared.fold.context import Context
from harness.declared.state import (
    Address,
    ColumnState,
    CompositeState,
    ConstraintState,
    DomainState,
    EnumState,
    FunctionState,
    IndexState,
    OtherTypeState,
    Place,
    SequenceState,
    State,
    TableState,
    TriggerState,
    qualified,
)
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
    Schema,
    Sequence,
    Table,
    Trigger,
    Unique,
    View,
    quoted,
)


def _at(place: Place | None) -> dict[str, Any]:
    return {"path": place[0], "line": place[1]} if place and place[1] else {}


def _sorted(parts: Any) -> tuple[Any, ...]:
    return tuple(sorted(parts, key=lambda part: part.key))


class Builder:
    """Makes schemas of states; what has not changed since the last time is the same object again."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, object], tuple[object, Any]] = {}

    def schema(self, context: Context) -> Schema:
        """Return what the state of `context` adds up to."""
        state = context.state
        relations = [self._made(_relation, name, table) for name, table in state.tables.items()]
        types = [(name, each) for name, each in state.types.items()]
        return Schema(
            tables=_sorted(each for each in relations if isinstance(each, Table)),
            views=_sorted(each for each in relations if isinstance(each, View)),
            enums=_sorted(self._made(_enum, name, each) for name, each in types if isinstance(each, EnumState)),
            domains=_sorted(self._made(_domain, name, each) for name, each in types if isinstance(each, DomainState)),
            sequences=_sorted(self._made(_sequence, name, each) for name, each in state.sequences.items()),
            functions=_sorted(self._made(_function, key, each) for key, each in state.functions.items()),
            extensions=_sorted(
                Extension(name=each.name, namespace=each.namespace, version=each.version or "", **_at(each.place))
                for each in state.extensions.values()
            ),
            grants=_sorted(_grants(context)),
            comments=_sorted(_comments(state)),
            objects=_sorted(_objects(state)),
        )

    def _made(self, make: Callable[[Any], Any], key: object, record: object) -> Any:
        known = self._known.get((make.__name__, key))
        if known and known[0] is record:
            return known[1]
        made = make(record)
        self._known[make.__name__, key] = record, made
        return made


def _relation(table: TableState) -> Table | View:
    return _view(table) if table.is_view else _table(table)


def _table(table: TableState) -> Table:
    assert not table.is_view
    return Table(
        name=table.name,
        owner=table.owner,
        persistence=table.persistence,
        relkind=table.kind,  # type: ignore[arg-type] # a view is none
        partition_key=printing.partition_key(table.partition_by) if table.partition_by else None,
        partition_bound=table.bound,
        parents=table.parents,
        row_security=table.row_security,
        force_row_security=table.force_row_security,
        replica_identity=table.replica_identity,
        access_method=table.access_method,
        tablespace=table.tablespace,
        of_type=qualified(table.of_type) if table.of_type else None,
        server=table.server,
        options=table.options,
        columns=tuple(
            _column(table.name, column, position) for position, column in enumerate(table.columns.values(), start=1)
        ),
        constraints=_by_name(_constraint(table, each) for each in table.constraints.values() if _shown(each)),
        indexes=tuple(sorted((_index(table, each) for each in table.indexes.values()), key=lambda each: each.name)),
        triggers=_sorted(_trigger(table, each) for each in table.triggers.values()),
        policies=_sorted(_policies(table)),
        **_at(table.place),
    )


_OWN_NOT_NULL = re.compile(r".+_.+_not_null[0-9]*\Z")


def _shown(state: ConstraintState) -> bool:
    """Say whether the catalog reader shows a constraint: of NOT NULL only what columns do not say."""
    said = state.said
    plain = said.kind == "not null" and said.validated and not said.no_inherit
    return not (plain and _OWN_NOT_NULL.match(state.name))


def _by_name(parts: Iterator[Constraint]) -> tuple[Constraint, ...]:
    return tuple(sorted(parts, key=lambda part: part.name))


def _view(table: TableState) -> View:
    return View(
        name=table.name,
        owner=table.owner,
        definition=table.query.rstrip().rstrip(";"),
        materialized=table.kind == "materialized view",
        populated=table.populated,
        options=table.options,
        access_method=table.access_method,
        tablespace=table.tablespace,
        # Names that CREATE VIEW gives; what is under them follows from the query, which text does not tell.
        columns=tuple(
            Column(table=table.name, name=name, position=position, type="", **_at(table.place))
            for position, name in enumerate(table.names, start=1)
        ),
        indexes=tuple(sorted((_index(table, each) for each in table.indexes.values()), key=lambda each: each.name)),
        triggers=_sorted(_trigger(table, each) for each in table.triggers.values()),
        **_at(table.place),
    )


def _column(table: Name, column: ColumnState, position: int) -> Column:
    default = column.generated[0] if column.generated else column.default
    return Column(
        table=table,
        name=column.name,
        position=position,
        type=column.type.text,
        not_null=column.not_null,
        default=Expression(None, default) if default is not None else None,
        identity_kind=column.identity,
        generated=column.generated[1] if column.generated else None,
        collation=column.collation,
        storage=column.storage,
        compression=column.compression,
        statistics=column.statistics,
        options=column.options,
        inherited=not column.local,
        **_at(column.place),
    )


def _constraint(table: TableState, state: ConstraintState) -> Constraint:
    said = state.said
    common: dict[str, Any] = {
        "table": table.name,
        "name": state.name,
        "definition": printing.constraint(state),
        "validated": said.validated,
        "enforced": said.enforced,
        "deferrable": said.deferrable,
        "deferred": said.deferred,
        "inherited": not state.local,
        "columns": said.columns,
        **_at(state.place),
    }
    if said.kind == "primary key":
        return PrimaryKey(**common, include=said.include, without_overlaps=said.without_overlaps)
    if said.kind == "unique":
        return Unique(
            **common,
            include=said.include,
            nulls_not_distinct=said.nulls_not_distinct,
            without_overlaps=said.without_overlaps,
        )
    if said.kind == "foreign key":
        return ForeignKey(
            **common,
            references=state.references,
            referenced=said.referenced,
            on_update=said.on_update,
            on_delete=said.on_delete,
            set_columns=said.set_columns,
            match=said.match,
            period=said.period,
        )
    if said.kind == "check":
        assert said.expression is not None
        common["columns"] = state.reads
        return Check(**common, no_inherit=said.no_inherit, expression=Expression(None, said.expression.text))
    if said.kind == "not null":
        return NotNull(**common, no_inherit=said.no_inherit)
    return Exclusion(**common, operators=tuple(each.operator or "" for each in said.elements))


def _index(table: TableState, state: IndexState) -> Index:
    expressions = any(each.column is None for each in state.elements)
    return Index(
        table=table.name,
        name=Name(table.name.namespace, state.name),
        definition=printing.index(table, state),
        method=state.method,
        columns=tuple(each.column for each in state.elements),
        elements=tuple(
            quoted(each.column) if each.column else f"({each.expression})" if expressions else ""
            for each in state.elements
        ),
        include=state.include,
        predicate=Expression(None, state.where) if state.where else None,
        unique=state.unique,
        nulls_not_distinct=state.nulls_not_distinct,
        valid=state.valid,
        constraint=state.constraint,
        clustered=state.clustered,
        replica_identity=state.replica_identity,
        parent=str(state.parent) if state.parent else None,
        options=state.options,
        statistics=tuple(f"{number} = {target}" for number, target in state.statistics),
        tablespace=state.tablespace,
        **_at(state.place),
    )


def _trigger(table: TableState, state: TriggerState) -> Trigger:
    function = Name("", state.function.name) if state.function.namespace == "pg_catalog" else state.function
    return Trigger(
        table=table.name,
        name=state.said.name,
        definition=printing.trigger(table.name, state),
        function=f"{function}()",
        enabled=state.enabled,
        **_at(state.place),
    )


def _policies(table: TableState) -> Iterator[Policy]:
    for state in table.policies.values():
        said = state.said
        yield Policy(
            table=table.name,
            name=said.name,
            command=said.command,
            permissive=said.permissive,
            roles=tuple(sorted(table.owner if role in _SELF else role for role in said.roles)),
            using=Expression(None, said.using.text) if said.using else None,
            check=Expression(None, said.check.text) if said.check else None,
            **_at(state.place),
        )


_SELF = {"current_user", "session_user", "current_role"}


def _enum(state: EnumState) -> Enum:
    return Enum(name=state.name, owner=state.owner, labels=state.labels, **_at(state.place))


def _domain(state: DomainState) -> Domain:
    return Domain(
        name=state.name,
        owner=state.owner,
        base=state.base.text,
        not_null=state.not_null,
        default=Expression(None, state.default) if state.default else None,
        collation=state.collation,
        checks=tuple(
            (name, text if valid else f"{text} NOT VALID", valid)
            for name, (text, valid) in sorted(state.checks.items())
        ),
        **_at(state.place),
    )


def _sequence(state: SequenceState) -> Sequence:
    column = f"{state.owned_by[0]}.{quoted(state.owned_by[1])}" if state.owned_by else None
    same = ("name", "owner", "type", "start", "minimum", "maximum", "increment", "cycle", "cache", "persistence")
    return Sequence(
        owned_by=None if state.identity else column,
        identity_of=column if state.identity else None,
        **{key: getattr(state, key) for key in same},
        **_at(state.place),
    )


def _function(state: FunctionState) -> Function:
    return Function(
        name=state.name,
        arguments=state.arguments,
        owner=state.owner,
        flavour=state.flavour,
        definition=printing.function(state),
        **_at(state.place),
    )


# --- Comments, grants and the rest -----------------------------------------------------------------------------------


def _on(state: State, address: Address) -> str:
    """Return what a comment or grant is on, as the catalog reader says it."""
    kind, name, part = address
    if kind == "database":
        return "database"
    if kind == "function":
        found = state.functions.get((name, part or ""))
        arguments = ", ".join(printing.force_qualified(each) for each in found.types) if found else part
        return f"function {name}({arguments})"
    if kind in {"type", "domain"}:
        return f"{kind} {name}"
    if kind in {"operator", "cast"}:
        return f"{kind} {_typed_name(kind, name.name)}"
    if not name.namespace:
        return f"{kind} {name.name if kind != 'schema' else quoted(name.name)}"
    return f"{kind} {name}.{quoted(part)}" if part is not None else f"{kind} {name}"


def _typed_name(kind: str, name: str) -> str:
    """Return an operator or a cast as its comment's address has it: every type qualified, an absent side left out."""
    head, _, inside = name.partition("(")
    joint = " as " if kind == "cast" else ", "
    types = [each for each in inside[:-1].split(joint) if each != "none"]
    return f"{head}({joint.join(printing.qualified_text(each) for each in types)})"


def _comments(state: State) -> Iterator[Comment]:
    for address, each in state.comments.items():
        yield Comment(on=_on(state, address), text=each.text, **_at(each.place))


def _grants(context: Context) -> Iterator[Grant]:
    for address, each in context.state.grants.items():
        if address[0] == "default privileges":
            continue
        for grantee, place in each.places.items():
            options = each.options.get(grantee, frozenset())
            given = sorted(
                f"{name} with grant option" if name in options else name for name in each.given.get(grantee, ())
            )
            taken = sorted(each.taken.get(grantee, ()))
            if given or taken:
                yield Grant(
                    on=_on(context.state, address),
                    grantee=grantee,
                    privileges=tuple(given),
                    revoked=tuple(taken),
                    **_at(place),
                )


def _objects(state: State) -> Iterator[Object]:
    for other in state.others.values():
        yield Object(
            of=other.kind,
            name=other.name,
            definition=other.definition,
            owner=other.owner,
            **_at(other.place),
        )
    for kind in state.types.values():
        if isinstance(kind, CompositeState | OtherTypeState):
            yield Object(
                of="type",
                name=qualified(kind.name).removeprefix("public."),
                definition=printing.composite(kind) if isinstance(kind, CompositeState) else kind.definition,
                owner=kind.owner,
                **_at(kind.place),
            )
    for table in state.tables.values():
        for name, rule in table.rules.items():
            label = f"{qualified(table.name)}.{quoted(name)}".removeprefix("public.")
            definition = f"CREATE RULE {quoted(name)} {rule.definition}"
            yield Object(of="rule", name=label, definition=definition, table=table.name, **_at(rule.place))
