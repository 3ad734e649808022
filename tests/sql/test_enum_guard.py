"""The up refuses a type that is not the enum it wants, and leaves alone one that a later version extended."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.sql.conftest import UP
from tests.sql.data_model import ENUMS, TABLES

Connection = psycopg.Connection[tuple[Any, ...]]

DATATYPE_MISMATCH, WRONG_OBJECT_TYPE = "42804", "42809"


def up(connection: Connection) -> None:
    connection.execute(UP.read_bytes())


def create_enum(connection: Connection, name: str, labels: list[str]) -> None:
    literals = sql.SQL(", ").join(map(sql.Literal, labels))
    connection.execute(sql.SQL("create type {} as enum ({})").format(sql.Identifier(name), literals))


def labels_of(connection: Connection, name: str) -> list[str]:
    ((labels,),) = connection.execute(
        "select array(select enumlabel::text from pg_enum where enumtypid = %s::regtype order by enumsortorder)",
        (name,),
    )
    return list(labels)


def refusal(connection: Connection) -> psycopg.Error:
    """Run the up, which must be refused and must have made nothing; return the server's error."""
    with pytest.raises(psycopg.Error) as caught:
        up(connection)
    made = connection.execute("select from pg_tables where schemaname = 'public' and tablename = any(%s)", ([*TABLES],))
    assert made.fetchall() == []
    return caught.value


@pytest.mark.parametrize("name", ENUMS)
def test_an_enum_that_lacks_a_label_stops_the_up(empty: Connection, name: str) -> None:
    create_enum(empty, name, ENUMS[name][1:])
    error = refusal(empty)
    assert error.sqlstate == DATATYPE_MISMATCH
    # What a person needs to see: which type, the labels wanted, the labels that stand there.
    assert f"public.{name}" in (error.diag.message_primary or "")
    assert error.diag.message_detail == f"Expected: {', '.join(ENUMS[name])}. Found: {', '.join(ENUMS[name][1:])}."


def test_an_enum_without_any_label_stops_the_up(empty: Connection) -> None:
    create_enum(empty, "user_role", [])
    assert refusal(empty).sqlstate == DATATYPE_MISMATCH


def test_an_enum_that_orders_its_labels_differently_stops_the_up(empty: Connection) -> None:
    create_enum(empty, "question_type", ["free_text", "scale", "numeric"])
    assert refusal(empty).sqlstate == DATATYPE_MISMATCH


def test_a_label_in_another_case_is_another_label(empty: Connection) -> None:
    create_enum(empty, "email_status", ["pending", "SENT", "failed"])
    assert refusal(empty).sqlstate == DATATYPE_MISMATCH


@pytest.mark.parametrize("place", ["before 'admin'", "after 'admin'", "after 'viewer'"])
def test_a_label_that_a_later_version_added_stays_and_stops_nothing(empty: Connection, place: str) -> None:
    up(empty)
    empty.execute("alter type user_role add value 'auditor' " + place)
    extended = labels_of(empty, "user_role")
    up(empty)
    assert labels_of(empty, "user_role") == extended
    assert len(extended) == 4


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("create table user_role (id int)", "table"),
        ("create view user_role as select 1 as id", "view"),
        ("create type user_role as (id int)", "composite type"),
        ("create domain user_role as text", "domain"),
        ("create type user_role as range (subtype = int4)", "another kind"),
    ],
)
def test_something_else_of_an_enums_name_stops_the_up(empty: Connection, statement: str, kind: str) -> None:
    empty.execute(statement)
    error = refusal(empty)
    assert error.sqlstate == WRONG_OBJECT_TYPE
    assert kind in (error.diag.message_detail or "")


def test_an_enum_of_that_name_in_another_schema_is_not_taken_for_ours(empty: Connection) -> None:
    empty.execute("create schema other")
    empty.execute("create type other.user_role as enum ('x')")
    empty.execute("set search_path = public, other")
    up(empty)
    assert labels_of(empty, "public.user_role") == ENUMS["user_role"]


def test_the_model_can_live_in_a_schema_whose_name_needs_quotes(empty: Connection) -> None:
    empty.execute('create schema "Voice Survey"')
    empty.execute('set search_path = "Voice Survey"')
    up(empty)
    up(empty)
    found = empty.execute("select schemaname::text from pg_tables where tablename = any(%s)", ([*TABLES],)).fetchall()
    assert found == [("Voice Survey",)] * len(TABLES)


def test_the_guard_leaves_no_helper_behind(empty: Connection) -> None:
    up(empty)
    left = empty.execute("select proname::text from pg_proc where oid >= 16384").fetchall()
    assert left == [("set_updated_at",)]
