"""Large SQL texts to split: definitions, rows as INSERTs, and rows as COPY data."""

from __future__ import annotations

from itertools import count

from benchmarks.generate.database import database

_ROWS_A_STATEMENT = 50


def definitions(size: int) -> str:
    """Return at least `size` characters of definitions: quotes, dollar quotes, comments, parentheses."""
    once = database(30)
    return once * (size // len(once) + 1)


def inserts(size: int) -> str:
    """Return at least `size` characters of INSERTs of many rows each, as a dump or a seed has them."""
    parts: list[str] = []
    length = 0
    for number in count(0, _ROWS_A_STATEMENT):
        rows = ",\n".join(f"    {_row(number + place)}" for place in range(_ROWS_A_STATEMENT))
        parts.append(f"insert into things (id, label, note, amount) values\n{rows}\non conflict (id) do nothing;\n")
        length += len(parts[-1])
        if length >= size:
            return "".join(parts)
    raise AssertionError("count() does not end")


def _row(number: int) -> str:
    return f"({number}, 'thing {number}; it''s one of many', null, {number}.{number % 100:02})"


def copies(size: int) -> str:
    """Return at least `size` characters, nearly all of them one COPY's data."""
    rows = size // 50 + 1
    data = "".join(f"{number}\tthing {number}; one of very many of them\t\\N\t{number}.25\n" for number in range(rows))
    return f"copy things (id, label, note, amount) from stdin;\n{data}\\.\nselect 1;\n"
