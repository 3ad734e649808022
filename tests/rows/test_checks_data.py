"""The answers of checks.toml are what a real server gives: to the rows they name, and to rows of the types' edges."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import psycopg
import pytest

from harness.live.scratch import Connection, Scratch
from harness.servers import Address

Check = dict[str, Any]

CHECKS: list[Check] = tomllib.loads(Path(__file__).with_name("checks.toml").read_text(encoding="utf-8"))["check"]
FEWEST = {"both": 115, "vacuous": 15, "unsatisfiable": 15, "unknown-only": 6}

# One row is tried in a subtransaction of its own; a domain's violation is told from the check's by the constraint.
OUTCOME = """
create function pg_temp.outcome(row_values text, condition text) returns text language plpgsql as $$
declare
  truth boolean;
  name text;
begin
  execute format('insert into subject values (%s) returning (%s)', row_values, condition) into truth;
  return coalesce(truth::text, 'unknown');
exception
  when check_violation then
    get stacked diagnostics name = constraint_name;
    return case name when 'condition_holds' then 'refused' else name end;
  when others then
    return sqlstate;
end
$$
"""

TYPES = """
select
  pg_catalog.format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null),
  (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_catalog.pg_enum as e where e.enumtypid = t.oid)
from pg_catalog.pg_attribute as a
join pg_catalog.pg_type as t on t.oid = a.atttypid
where a.attrelid = 'subject'::regclass and a.attnum > 0
order by a.attnum
"""

NUMBERS = ["0", "1", "-1", "2", "3", "4", "5", "10", "11", "13", "100000"]
INTEGERS = [*NUMBERS, "32767", "-32768", "46340", "2147483647", "-2147483648"]
DECIMALS = [*NUMBERS, "0.5", "9.99", "-9.99", "100", "-100", "NaN", "Infinity", "-Infinity"]
TEXTS = ["", " ", " a ", "a", "A", "b", "ab", "abc", "abcde", "B1", "1", "1234", "12345", "1a", "/a", "/b", "a\nb", "%"]
DOCUMENTS = ["{}", "[]", "[1]", "null", "1", '"a"', "true", '{"a": 1}', '{"kind": "a"}', '{"kind": "b"}']
EDGES = {
    "smallint": INTEGERS,
    "integer": INTEGERS,
    "numeric": DECIMALS,
    "double precision": DECIMALS,
    "boolean": ["true", "false"],
    "text": TEXTS,
    "character varying": TEXTS,
    "character": TEXTS,
    "bytea": [r"\x", r"\x00", r"\xffff"],
    "uuid": ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"],
    "date": ["2024-01-01", "2024-02-29", "2024-12-31", "4713-01-01 BC", "5874897-12-31", "infinity", "-infinity"],
    "timestamp with time zone": ["2024-01-01 00:00+00", "2024-02-29 23:59:59+02", "infinity", "-infinity"],
    "time without time zone": ["00:00", "12:00", "23:59:59.999999", "24:00"],
    "jsonb": DOCUMENTS,
    "text[]": ["{}", "{a}", "{x}", "{a,b}", "{NULL}", "{x,NULL}", "{{a,b},{c,d}}", "[0:0]={x}"],
    "int4range": ["empty", "(,)", "[1,1]", "[1,5)", "[,5]", "[1,)", "(-2147483648,2147483647)"],
    "numrange": ["empty", "(,)", "[1,1]", "(1,5]", "[,5]", "[1,)", "[1,NaN]", "[-Infinity,Infinity]"],
    "inet": ["10.0.0.1", "10.0.0.1/8", "0.0.0.0/0", "::", "::/0", "fe80::1/64"],
    "bit": ["00000000", "11111111", "1"],
    "box": ["(0,0),(0,0)", "(2,2),(0,0)", "(0,0),(-2,5)", "(Infinity,0),(0,0)", "(NaN,0),(0,NaN)"],
}
CONTRARY = {
    "both": set[str](),
    "vacuous": {"refused"},
    "unsatisfiable": {"true", "unknown"},
    "unknown-only": {"true"},
}


@pytest.fixture(scope="module")
def session(address: Address) -> Iterator[Connection]:
    """A session of the owner that can try rows; nothing that is done there may stay."""
    with Scratch(address) as scratch, scratch.connect(scratch.create("checks")) as conn:
        conn.execute(OUTCOME)
        yield conn


@pytest.fixture
def subject(session: Connection, check: Check) -> Iterator[Connection]:
    """The session, with the table that bears the check; it is gone after the test."""
    with session.transaction(force_rollback=True):
        if "setup" in check:
            session.execute(check["setup"].encode())
        columns, condition = check["columns"], check["condition"]
        session.execute(f"create table subject ({columns}, constraint condition_holds check ({condition}))".encode())
        yield session


def outcomes(conn: Connection, check: Check, rows: Iterable[str]) -> list[tuple[str, str]]:
    """Try each row, and return it with what came of it: true, unknown, refused, or the SQLSTATE of another error."""
    query = "select r, pg_temp.outcome(r, %s) from unnest(%s::text[]) with ordinality as t (r, n) order by n"
    return conn.execute(query, (check["condition"], list(rows))).fetchall()


def edge_rows(conn: Connection) -> Iterator[str]:
    """Rows of every combination of the edges of the columns' types, as lists of SQL literals."""
    columns = conn.execute(TYPES).fetchall()
    literals = [["null", *(_quoted(v) for v in labels or EDGES[of_type])] for of_type, labels in columns]
    return (", ".join(row) for row in product(*literals))


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def parametrized(checks: Iterable[Check]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("check", [pytest.param(check, id=check["id"]) for check in checks])


@parametrized(CHECKS)
def test_the_rows_that_are_named_prove_the_answer(subject: Connection, check: Check) -> None:
    accepted = outcomes(subject, check, check["accepted"])
    rejected = outcomes(subject, check, check["rejected"])
    never_true = check["answer"] == "unknown-only" or check.get("never_true", False)
    assert [(row, result) for row, result in accepted if result not in {"true", "unknown"}] == []
    assert [(row, result) for row, result in rejected if result != "refused"] == []
    assert {result for _, result in accepted} <= {"unknown"} or not never_true
    assert [result for _, result in accepted[:1]] == ["true"] or never_true or check["answer"] == "unsatisfiable"


@parametrized(check for check in CHECKS if check["answer"] != "both")
def test_no_edge_row_of_the_types_is_to_the_contrary(subject: Connection, check: Check) -> None:
    contrary = CONTRARY[check["answer"]] | ({"true"} if check.get("never_true") else set())
    results = outcomes(subject, check, edge_rows(subject))
    assert [(row, result) for row, result in results if result in contrary] == []
    # Rows that the columns themselves cannot hold say nothing; some must have been judged.
    assert {"true", "unknown", "refused"} & {result for _, result in results}


def test_a_wrong_answer_would_be_seen(session: Connection) -> None:
    check = {"columns": "x numeric(3,2) not null", "condition": "x < 10"}
    with session.transaction(force_rollback=True):
        session.execute(b"create table subject (x numeric(3,2) not null, constraint condition_holds check (x < 10))")
        assert ("'NaN'", "refused") in outcomes(session, check, edge_rows(session))
        with pytest.raises(psycopg.errors.CheckViolation), session.transaction():
            session.execute(b"insert into subject values ('NaN')")


def test_ids_are_unique_and_every_answer_has_its_rows_and_its_proof() -> None:
    assert [name for name, count in Counter(check["id"] for check in CHECKS).items() if count > 1] == []
    for check in CHECKS:
        answer = check["answer"]
        assert bool(check["accepted"]) == (answer != "unsatisfiable"), check["id"]
        assert bool(check["rejected"]) == (answer != "vacuous"), check["id"]
        assert check.get("why") or answer == "both", check["id"]


def test_there_are_enough_of_every_answer() -> None:
    counts = Counter(check["answer"] for check in CHECKS)
    assert counts.keys() == FEWEST.keys()
    assert {answer: counts[answer] for answer, fewest in FEWEST.items() if counts[answer] < fewest} == {}
    assert counts.total() >= 160
