"""A schema as tables on a terminal, each object with the place that made it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from harness.schema import Column, Domain, Enum, Extension, Part, Schema, Sequence, Table


def print_parts(console: Console, parts: Iterable[Part]) -> None:
    """Print some parts in full."""
    for part in parts:
        console.print(Text(f"{part}  {_place(part)}".rstrip(), style="bold"), soft_wrap=True)
        for each in _body(part):
            console.print(each, soft_wrap=True)
        console.print()


def print_schema(console: Console, schema: Schema) -> None:
    """Print a whole schema: each table in full, the rest in one table of a line each."""
    print_parts(console, schema.tables)
    others = [
        *schema.views,
        *schema.enums,
        *schema.domains,
        *(sequence for sequence in schema.sequences if not sequence.owned_by and not sequence.identity_of),
        *schema.functions,
        *(each for each in schema.extensions if each.path),
        *(each for each in schema.objects if each.path),
    ]
    if others:
        rows = ((str(part), _short(_detail(part)), _place(part)) for part in others)
        console.print(_grid(("object", "definition", "made at"), rows))


def _place(part: Part) -> str:
    return f"{part.path}:{part.line}" if part.path else ""


def _grid(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Grid:
    grid = Grid(box=None, pad_edge=False, show_edge=False, header_style="dim")
    for head in heads:
        grid.add_column(head, overflow="fold", no_wrap=head == "made at")
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    return grid


def _body(part: Part) -> Iterator[RenderableType]:
    if isinstance(part, Table):
        yield _grid(
            ("column", "type", "null", "default", "made at"),
            ((c.name, c.type, "" if c.not_null else "null", _default(c), _place(c)) for c in part.columns),
        )
        held = [
            *((each.name, each.definition, _place(each)) for each in part.constraints),
            *((each.name.name, each.definition, _place(each)) for each in part.indexes if each.constraint is None),
            *((each.name, each.definition, _place(each)) for each in part.triggers),
            *((each.name, f"policy for {each.command}", _place(each)) for each in part.policies),
        ]
        if held:
            yield Text()
            yield _grid(("constraint, index, trigger", "definition", "made at"), held)
    elif isinstance(part, Enum):
        yield _grid(("label",), ((label,) for label in part.labels))
    else:
        yield Text(_detail(part))


def _default(column: Column) -> str:
    if column.generated:
        return f"generated as ({column.default}) {column.generated}"
    if column.identity_kind:
        return f"generated {column.identity_kind} as identity"
    return str(column.default or "")


def _detail(part: Part) -> str:
    told = next((tell(part) for kind, tell in _TELLERS if isinstance(part, kind)), None)
    return str(getattr(part, "definition", "")) if told is None else told


def _column(part: Column) -> str:
    return " ".join(word for word in (part.type, "" if part.not_null else "null", _default(part)) if word)


_TELLERS: tuple[tuple[type[Part], Callable[[Any], str]], ...] = (
    (Enum, lambda part: ", ".join(part.labels)),
    (Domain, lambda part: " ".join([part.base, *(definition for _, definition, _ in part.checks)])),
    (Sequence, lambda part: part.type),
    (Extension, lambda part: part.version),
    (Column, _column),
)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


_LONGEST = 80
