"""Names, types and expressions that random schemas are made of: what each type may hold, be given and be checked by."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from harness.schema import Name, quoted

# Plain ones most of the time; then what has to be quoted, for its letters, its case, or what the word means.
NAMES = (
    "orders",
    "customer",
    "note",
    "total",
    "x",
    "Order Line",
    "select",
    "a.b",
    'q"t',
    "it's",
    "naïve",
    "b\\s",
    "time",
)


@dataclass(frozen=True)
class Kind:
    """A type as `format_type` prints it, with defaults for it, conditions on a column `{c}`, and a wider type."""

    type: str
    defaults: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    expressions: tuple[str, ...] = ()
    wider: str | None = None
    keyed: bool = True


KINDS = (
    Kind("smallint", ("1", "-1"), ("{c} > 0",), ("({c} + 1)",), "integer"),
    Kind("integer", ("0", "40 + 2"), ("{c} between 1 and 5", "{c} in (1, 2, 3)"), ("abs({c})",), "bigint"),
    Kind("bigint", ("0", "-9000000000"), ("{c} <> 7 or {c} is null",), ("({c} % 10)",)),
    Kind("numeric(10,2)", ("0", "1.50"), ("{c} >= 0 and {c} < 1000",), ("round({c})",), "numeric(12,2)"),
    Kind("text", ("''", "'it''s'", "lower('A')"), ("length({c}) > 0", "{c} ~ '^[a-z]+$'"), ("lower({c})",)),
    Kind("character varying(20)", ("'none'",), ("{c} in ('a', 'b')", "{c} <> ''"), ("upper({c})",), "text"),
    Kind("boolean", ("true", "false"), ("{c}", "not {c} or {c} is null"), ("(not {c})",)),
    Kind("date", ("current_date", "'2024-01-01'"), ("{c} > '2000-01-01'",), ("({c} + 1)",)),
    Kind("timestamp with time zone", ("now()", "'2024-01-01 00:00+00'"), ("{c} <= now()",)),
    Kind("uuid", ("gen_random_uuid()",)),
    Kind("interval", ("'1 day'", "interval '2 hours'"), ("{c} > '0'",)),
    Kind("jsonb", ("'{}'",), ("jsonb_typeof({c}) = 'object'",), ("({c} ->> 'a')",), keyed=False),
    Kind("integer[]", ("'{1,2}'", "array[1, 2]"), ("cardinality({c}) < 9",), ("cardinality({c})",)),
    Kind("bytea", ("'\\x00'",), ("length({c}) < 9",)),
)


class Names:
    """Draws names, no two of them the same."""

    def __init__(self, draw: DrawFn) -> None:
        self._draw = draw
        self._taken: set[str] = set()

    def __call__(self, *, hint: str = "") -> str:
        word = self._draw(st.sampled_from(NAMES))
        name = f"{word}_{hint}" if hint else word
        while name in self._taken:
            name = f"{word}_{len(self._taken)}"
        self._taken.add(name)
        return name


def qualified(name: Name) -> str:
    return f"{quoted(name.namespace)}.{quoted(name.name)}"


def on(template: str, column: str) -> str:
    """Fill in a column's name, whatever is in it."""
    return template.format(c=quoted(column))
