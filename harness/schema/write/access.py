"""Comments, grants and owners as statements: they say what they are on in words, `table orders`, `column orders.id`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from harness.schema.names import quoted
from harness.schema.objects import Comment, Domain, Enum, Function, Grant, Object, Sequence
from harness.schema.part import Part
from harness.schema.relations import Table, View
from harness.schema.schema import Schema
from harness.schema.write.others import in_this_database
from harness.schema.write.quoting import literal, pieces, qualified, role, whole
from harness.schema.write.step import Stage, Step, unwritable

# What a database starts with, and only a superuser may write.
_GIVEN = frozenset({("extension plpgsql", "PL/pgSQL procedural language"), ("schema public", "standard public schema")})
_GRANTED = {"view": "table", "function": "routine", "foreign-data wrapper": "foreign data wrapper"}
_GLOBAL = frozenset(
    {
        "schema",
        "extension",
        "language",
        "publication",
        "subscription",
        "event trigger",
        "access method",
        "foreign-data wrapper",
        "foreign server",
    }
)
_ALTERED = {"view": "view", "type": "type", "schema": "schema", "collation": "collation", "statistics": "statistics"}


def comment_steps(schema: Schema, comment: Comment) -> Iterator[Step]:
    """Yield the step that comments on something."""
    if (comment.on, comment.text) in _GIVEN:
        return
    if comment.on == "database":
        made = in_this_database(f"comment on database %I is {literal(comment.text).replace('%', '%%')}")
    else:
        made = f"comment on {_target(schema, comment.on)} is {literal(comment.text)}"
    yield Step(Stage.COMMENT, comment, (made,))


def _target(schema: Schema, on: str) -> str:
    """Return what a comment is on as COMMENT ON wants it: `constraint pk_orders on public.orders`."""
    kind, name = _kind(on)
    if kind in _WITHIN:
        *holder, own = pieces(name)
        return f"{kind} {own} on {qualified('.'.join(holder))}"
    if kind == "domain constraint":
        *holder, own = pieces(name)
        return f"constraint {own} on domain {qualified('.'.join(holder))}"
    if kind == "column":
        return f"column {qualified(name, 3)}"
    part = schema.index.get((kind, name))
    if isinstance(part, View) and part.materialized:
        kind = "materialized view"
    if isinstance(part, Table) and part.relkind == "foreign table":
        kind = "foreign table"
    return f"{_COMMENTED.get(kind, kind)} {_global_or_qualified(kind, name)}"


_WITHIN = frozenset({"constraint", "trigger", "policy", "rule"})
_COMMENTED = {
    "function": "routine",
    "foreign-data wrapper": "foreign data wrapper",
    "foreign server": "server",
    "language": "procedural language",
}


def grant_steps(grant: Grant) -> Iterator[Step]:
    """Yield the step that gives and takes privileges; raise `Unwritable` for those that somebody else gave."""
    if any(" granted by " in privilege for privilege in grant.privileges):
        raise unwritable([grant])
    kind, name = _kind(grant.on)
    columns = ""
    if kind == "column":
        *table, column = pieces(name)
        kind, name, columns = "table", qualified(".".join(table)), f" ({column})"
    else:
        name = _global_or_qualified(kind, name)
    on = f"on {_GRANTED.get(kind, kind)} {name}"
    made = []
    for privilege in grant.privileges:
        word, option, _ = privilege.partition(" with grant option")
        made.append(f"grant {word}{columns} {on} to {role(grant.grantee)}{option}")
    made += [f"revoke {privilege}{columns} {on} from {role(grant.grantee)}" for privilege in grant.revoked]
    if kind == "database":
        made = [in_this_database(statement.replace("on database ", "on database %I")) for statement in made]
    yield Step(Stage.GRANT, grant, tuple(made))


def _global_or_qualified(kind: str, name: str) -> str:
    if not name or kind in _GLOBAL:
        return name
    before, parenthesis, arguments = name.partition("(")
    return qualified(before) + parenthesis + arguments


def _kind(on: str) -> tuple[str, str]:
    """Return the kind and the name of what is told in words; kinds of two words are known by their first."""
    for kind in _OF_TWO_WORDS:
        if on.startswith(f"{kind} "):
            return kind, on.removeprefix(f"{kind} ")
    kind, _, name = on.partition(" ")
    return kind, name


_OF_TWO_WORDS = (
    "access method",
    "domain constraint",
    "event trigger",
    "foreign-data wrapper",
    "foreign server",
    "operator class",
    "operator family",
    "text search configuration",
    "text search dictionary",
    "text search parser",
    "text search template",
)


def owner_steps(schema: Schema, part: Part) -> Iterator[Step]:
    """Yield the step that gives a part to its owner, where the database's own is another."""
    owner = getattr(part, "owner", None)
    database = schema.index.get(("database", "properties"))
    usual = getattr(database, "owner", None)
    if usual is None or owner in (None, usual) or part.key in {("schema", "public"), ("database", "properties")}:
        return
    named = _OWNED.get(type(part))
    if named is None or (isinstance(part, Object) and part.of not in _ALTERED):
        raise unwritable([part])
    if isinstance(part, Sequence) and (part.owned_by or part.identity_of):
        return  # it follows its table
    yield Step(Stage.OWNER, part, (f"alter {named(part)} owner to {quoted(str(owner))}",))


def _table(part: Part) -> str:
    assert isinstance(part, Table)
    return f"{'foreign table' if part.server else 'table'} {whole(part.name)}"


def _view(part: Part) -> str:
    assert isinstance(part, View)
    return f"{'materialized view' if part.materialized else 'view'} {whole(part.name)}"


def _other(part: Part) -> str:
    kind, name = part.key
    return f"{kind} {name if kind == 'schema' else qualified(name)}"


_OWNED: dict[type[Part], Callable[[Part], str]] = {
    Table: _table,
    View: _view,
    Enum: _other,
    Domain: _other,
    Sequence: _other,
    Function: lambda part: f"routine {_global_or_qualified('function', part.identity)}",
    Object: _other,
}
