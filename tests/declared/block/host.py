"""A host that records what a block executes, over a schema that stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from harness.declared.block import SqlError, Unknowable, run
from harness.declared.block.catalogs import rows
from harness.declared.block.sql_functions import SqlFunction
from harness.schema import Column, Enum, Name, Schema, Table


class Recorder:
    """Records statements; `errors` are conditions to raise by what a statement begins with."""

    def __init__(self, schema: Schema = Schema(), errors: Mapping[str, str] | None = None) -> None:  # noqa: B008
        self.schema, self.errors = schema, errors or {}
        self.executed: list[tuple[str, int]] = []
        self.functions: dict[tuple[str, int], SqlFunction] = {}

    @property
    def texts(self) -> list[str]:
        return [" ".join(text.split()) for text, _ in self.executed]

    def rows(self, relation: str) -> Sequence[Mapping[str, object]] | None:
        return rows(self.schema, relation)

    def sql_function(self, namespace: str | None, name: str, count: int) -> SqlFunction | None:
        return None if namespace else self.functions.get((name, count))

    def execute(self, text: str, offset: int) -> None:
        for beginning, condition in self.errors.items():
            if text.lower().startswith(beginning):
                raise SqlError(condition, f"{beginning}: {condition}")
        self.executed.append((text, offset))

    def search_path(self) -> tuple[str, ...]:
        return ("public",)

    def save(self) -> object:
        return len(self.executed)

    def restore(self, saved: object) -> None:
        assert isinstance(saved, int)
        del self.executed[saved:]


def executed(body: str, schema: Schema = Schema(), **errors: str) -> list[str]:  # noqa: B008
    """Return what a block executes, each statement on one line."""
    host = Recorder(schema, {beginning.replace("_", " "): condition for beginning, condition in errors.items()})
    run(body, host)
    return host.texts


def ending(body: str, schema: Schema = Schema()) -> str:  # noqa: B008
    """Return how a block ends early: the condition, or `unknowable`; empty where it does not."""
    try:
        run(body, Recorder(schema))
    except SqlError as error:
        return error.condition
    except Unknowable:
        return "unknowable"
    return ""


def evaluated(expression: str, schema: Schema = Schema(), declare: str = "") -> str:  # noqa: B008
    """Return the value of an expression as text between angle brackets; `null` where it is null."""
    body = f"declare {declare} begin execute coalesce('<' || ({expression})::text || '>', 'null'); end"
    host = Recorder(schema)
    run(body, host)
    ((text, _),) = host.executed
    return text


def enum(name: str, *labels: str) -> Enum:
    return Enum(name=Name("public", name), owner="me", labels=labels)


def table(name: str, *columns: str, namespace: str = "public", **more: object) -> Table:
    """Return a table; a column is its name and its type, and `not null` where it is."""
    own = Name(namespace, name)
    made = []
    for position, written in enumerate(columns, 1):
        column, _, type_ = written.partition(" ")
        bare = type_.removesuffix(" not null")
        made.append(Column(table=own, name=column, position=position, type=bare, not_null=bare != type_))
    return Table(name=own, owner="me", columns=tuple(made), **more)  # type: ignore[arg-type]
