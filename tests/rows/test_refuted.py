"""No combination of truth values that a row shows is refuted: random clauses, over rows of the edges of the types."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Any

import psycopg
import pytest

from harness.declared.expressions import columns_in
from harness.live import catalog
from harness.live.evaluate import evaluating
from harness.live.scratch import Connection, Scratch
from harness.rows.asking import Ask, Failing
from harness.rows.condition import Truth
from harness.rows.demand import Clause
from harness.rows.facts import Facts
from harness.rows.kind import Value
from harness.rows.model import Model, models
from harness.rows.proofs.refuted import Refuter
from harness.schema import Name
from harness.servers import Address

Theme = dict[str, Any]

THEMES: dict[str, Theme] = tomllib.loads(Path(__file__).with_name("clauses.toml").read_text(encoding="utf-8"))
SIGNS = ("=", "<>", "is distinct from", "is not distinct from", "<", "<=", ">", ">=")


def listed(theme: Theme, name: str) -> list[str]:
    return [each.strip() for line in theme[name].splitlines() for each in line.split("; ") if each.strip()]


def clause(theme: Theme, draw: random.Random) -> str:
    terms, constants, wholes = (listed(theme, name) for name in ("terms", "constants", "wholes"))
    if draw.random() < 0.5:
        return draw.choice(wholes)
    term, constant = draw.choice(terms), draw.choice(constants)
    other = draw.choice(terms) if draw.random() < 0.3 else constant
    shape = draw.random()
    if shape < 0.7:
        return f"({term}) {draw.choice(SIGNS if theme['ordered'] else SIGNS[:4])} ({other})"
    if shape < 0.8:
        return f"({term}) in ({', '.join(draw.sample(constants, 2))})"
    if shape < 0.9:
        return f"({term}) is {draw.choice(('', 'not '))}null"
    return f"({term}) between ({constant}) and ({other})" if shape < 0.95 else f"not (({term}) = ({other}))"


def rows_of(theme: Theme, draw: random.Random) -> list[dict[str, Value]]:
    rows = list(product(*theme["values"].values()))
    return [
        {name: None if value == "NULL" else value for name, value in zip(theme["values"], row, strict=True)}
        for row in draw.sample(rows, min(len(rows), ROWS))
    ]


CLAUSES, ROWS, GROUPS = 60, 40, 36  # of each theme; groups of each row


@pytest.fixture(scope="module")
def session(address: Address) -> Iterator[Connection]:
    with Scratch(address) as scratch, scratch.connect(scratch.create("refuted")) as conn:
        yield conn


def modelled(conn: Connection, ask: Ask, theme: Theme, texts: Sequence[str]) -> tuple[Model, Facts]:
    """Return a table's model, with one check for each text that the server takes, and what the server says."""
    columns = ", ".join(f"{name} {of_type}" for name, of_type in theme["columns"].items())
    conn.execute(f"create table subject ({columns})".encode())
    for text in texts:
        with suppress(psycopg.Error), conn.transaction():
            conn.execute(f"alter table subject add check ({text})".encode())
    found, facts = models(catalog.read(conn), ask, [Name("public", "subject")])
    return found[Name("public", "subject")], facts


def shown(facts: Facts, clauses: Sequence[Clause], rows: Sequence[dict[str, Value]]) -> Iterator[dict[Clause, Truth]]:
    """Yield, for each row, what the clauses are over it; those that fail are left out."""
    facts.learn((each, [tuple(row[column] for column in each.columns) for row in rows]) for each in clauses)
    for row in rows:
        truths = {each: facts.truth(each, row) for each in clauses}
        yield {each: truth for each, truth in truths.items() if not isinstance(truth, Failing)}


@pytest.mark.parametrize("name", THEMES)
def test_nothing_that_a_row_shows_is_refuted(session: Connection, name: str) -> None:
    draw = random.Random(name)  # noqa: S311 - the same each time
    assert wrongly_refuted(session, THEMES[name], draw, CLAUSES) == []


def wrongly_refuted(conn: Connection, theme: Theme, draw: random.Random, count: int) -> list[object]:
    """Return what is refuted although a row shows it: clauses drawn at random, one, two and three together."""
    texts = [clause(theme, draw) for _ in range(count)]
    with conn.transaction(force_rollback=True), evaluating(conn) as ask:
        model, facts = modelled(conn, ask, theme, texts)
        printed = {clause for demand in model.demands for clause in demand.clauses}
        clauses = sorted(printed | {written(text, model) for text in texts}, key=lambda each: each.text)
        rows = rows_of(theme, draw)
        refuter = Refuter(model, facts)
        wrong: list[object] = []
        for row, truths in zip(rows, shown(facts, clauses, rows), strict=True):
            alone = list(truths.items())
            groups = [dict(draw.sample(alone, 1 + number % 3)) for number in range(GROUPS)]
            wrong += [
                (row, *((each.text, truth) for each, truth in of.items())) for of in groups if refuter.refutes(of)
            ]
        return wrong


def written(text: str, model: Model) -> Clause:
    """Return a clause in its author's words."""
    columns = columns_in(text, list(model.kinds))
    return Clause(text, columns, tuple((each, model.kinds[each].type) for each in columns), "subject")


REFUTED = """
n int not null, m int not null: n % 2 = 0; n % 2 = 1
n int not null, m int not null: n between 1 and 5; n - 1 > 4
n int not null, m int not null: m >= 0; n + m < n
n int not null, m int not null: n - m > 3; m - n > -3
n int not null, m int not null: 2 * n + 2 * m = 7; 2 * n + 2 * m = 9
n int not null, m int not null: abs(n) < 0
n int not null, m int not null: n & 12 > 12
n int not null, m int not null: (n * n) + 1 < 1
n int not null, m int not null: n % 4 > 3
x numeric not null, y float8 not null: x * x < 0
x numeric not null, y float8 not null: abs(y) = -0.5
x numeric not null, y float8 not null: y ^ 2 < 0
t text not null, v varchar(3) not null: t ~ '^[0-9]+$'; t ~ '[a-z]'
t text not null, v varchar(3) not null: t ~ '^.{3}$'; length(t) > 3
t text not null, v varchar(3) not null: t like 'a%'; t ~ '^b'
t text not null, v varchar(3) not null: t like '%a%'; t ~ '^[^a]*$'
t text not null, v varchar(3) not null: t in ('ab', 'cd'); t !~ '^[a-d]{2}$'
t text not null, v varchar(3) not null: v ~ '^[a-z]{4}'
t text not null, v varchar(3) not null: t = 'abc'; md5(t) = 'x'; t like 'b%'
t text not null, v varchar(3) not null: t = lower(t); t ~ '[A-Z]'
t text not null, v varchar(3) not null: length(rtrim(t)) > length(t)
t text not null, v varchar(3) not null: left(t, 1) = 'ab'
g text[] not null, d daterange not null: 'a' = any (g); g <@ array['b', 'c']
g text[] not null, d daterange not null: g @> array['a']; cardinality(g) < 1
g text[] not null, d daterange not null: g @> array['a', 'b']; cardinality(g) = 1
g text[] not null, d daterange not null: isempty(d); upper(d) > '2024-01-01'
p timestamptz not null, q timestamptz not null: p >= q; q - p > '1 day'::interval
j jsonb not null, i inet not null: j ->> 'a'::text = 'x'; j ->> 'a'::text in ('y', 'z')
j jsonb not null, i inet not null: family(i) = 4; masklen(i) > 64
j jsonb not null, i inet not null: j = '{"a": true}'::jsonb; j ? 'b'
"""
OPEN = """
n int not null, m int not null: n % 2 = 0; m % 2 = 1
n int not null, m int not null: n % 2 = -1
n int not null, m int not null: n - m > 3; m - n > -5
n int, m int: n + m - m = n
x numeric not null, y float8 not null: x > 1e100; x * x = x
x numeric not null, y float8 not null: y * 0 > 1
t text not null, v varchar(3) not null: t ~ '^a'; t ~ 'b$'
t text not null, v varchar(3) not null: t = upper(t); t ~ '[[:lower:]]'
t text not null, v varchar(3) not null: t ~ '^\\d$'; t !~ '^[0-9]$'
t text not null, v varchar(3) not null: t ~* '^k$'; t !~ '^[kK]$'
t text collate other not null, v text: t = 'a'; t = 'A'
t text not null, v varchar(3) not null: not t = all (array['a', 'b']); t = 'a'
t text not null, v varchar(3) not null: random() < 0.5; random() >= 0.5
g text[] not null, d daterange not null: upper_inc(d)
g text[] not null, d daterange not null: lower(d) is null; not isempty(d)
p timestamptz not null, q timestamptz not null: p - q = q - q
"""
OTHER = b'create collation other from "C"'  # nothing says here that it is deterministic


@pytest.mark.parametrize("told", [*REFUTED.strip().splitlines(), *OPEN.strip().splitlines()])
def test_what_is_refuted(session: Connection, told: str) -> None:
    columns, _, texts = told.partition(": ")
    with session.transaction(force_rollback=True), evaluating(session) as ask:
        session.execute(OTHER)
        theme = {"columns": dict(each.split(" ", 1) for each in columns.split(", "))}
        model, facts = modelled(session, ask, theme, [])
        clauses = [written(text, model) for text in texts.split("; ")]
        assert Refuter(model, facts).refutes(dict.fromkeys(clauses, True)) == (told in REFUTED)
