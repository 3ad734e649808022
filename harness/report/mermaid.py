"""A schema as a Mermaid entity-relationship diagram.

The grammar: https://mermaid.js.org/syntax/entityRelationshipDiagram.html. Names of entities are always quoted; a type
or a column is one word of letters, digits and few signs: others become `_`, and the comment has them as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from harness.schema import Column, ForeignKey, PrimaryKey, Table, Unique

_NOT_IN_NAME = re.compile(r'["%\\\x00-\x1f]')
_NOT_IN_WORD = re.compile(r"[^A-Za-z0-9_]")
_NOT_IN_TYPE = re.compile(r"[^A-Za-z0-9_()\[\]]")
_KEYS = {"pk", "fk", "uk"}  # as a column's name they would be read as its key


def er_diagram(tables: Iterable[Table]) -> str:
    """Return the diagram of these tables and of the foreign keys between them."""
    shown = tuple(tables)
    names = {table.name for table in shown}
    lines = ["erDiagram"]
    for table in shown:
        lines.append(f"    {_entity(str(table.name))} {{" if table.columns else f"    {_entity(str(table.name))}")
        lines.extend(f"        {line}" for line in _attributes(table))
        lines.extend(["    }"] if table.columns else [])
    for table in shown:
        lines += [f"    {_relationship(table, key)}" for key in table.foreign_keys if key.references in names]
    return "\n".join(lines) + "\n"


def _entity(name: str) -> str:
    return f'"{_NOT_IN_NAME.sub("_", name)}"'


def _attributes(table: Table) -> Iterator[str]:
    for column in table.columns:
        keys = ", ".join(_keys(table, column))
        comment = ", ".join(_remarks(column))
        words = [_type(column.type), _word(column.name), keys, f'"{comment}"' if comment else ""]
        yield " ".join(word for word in words if word)


def _keys(table: Table, column: Column) -> Iterator[str]:
    for kind, mark in ((PrimaryKey, "PK"), (ForeignKey, "FK")):
        if any(isinstance(each, kind) and column.name in each.columns for each in table.constraints):
            yield mark
    if any(isinstance(each, Unique) and each.columns == (column.name,) for each in table.constraints):
        yield "UK"


def _remarks(column: Column) -> Iterator[str]:
    """Yield what the words of a column do not say."""
    if _word(column.name) != column.name:
        yield _quoteless(column.name)
    if _type(column.type) != column.type.replace(" ", "_"):
        yield _quoteless(column.type)
    if column.not_null:
        yield "not null"


def _quoteless(text: str) -> str:
    return re.sub(r'["\x00-\x1f]', "'", text)


def _word(name: str) -> str:
    word = _NOT_IN_WORD.sub("_", name)
    word = word if re.match(r"[A-Za-z_]", word) else f"_{word}"
    return f"{word}_" if word.lower() in _KEYS else word


def _type(name: str) -> str:
    word = _NOT_IN_TYPE.sub("_", name.replace('"', ""))
    word = word if re.match(r"[A-Za-z]", word) else f"t{word}"
    return f"{word}_" if word.lower() in _KEYS else word


def _relationship(table: Table, key: ForeignKey) -> str:
    """Return one foreign key: from what is referenced, one or none of a row, to the rows that reference it."""
    required = all(column.not_null for column in table.columns if column.name in key.columns)
    unique: list[tuple[str | None, ...]] = [
        each.columns for each in table.constraints if isinstance(each, PrimaryKey | Unique)
    ]
    unique += [index.columns for index in table.indexes if index.unique and index.predicate is None]
    alone = any(set(columns) <= set(key.columns) for columns in unique)
    ends = f"{'||' if required else '|o'}--{'o|' if alone else 'o{'}"
    return f"{_entity(str(key.references))} {ends} {_entity(str(table.name))} : {_entity(key.name)}"
