"""The seed holds what the specification asks for, and leaves what is there alone."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from psycopg import sql

from harness.live.scratch import Scratch
from tests.sql.conftest import SEED, RunPsql
from tests.sql.data_model import ENUMS, SEED_AT_LEAST, TABLES
from tests.sql.snapshot import rows

Connection = psycopg.Connection[tuple[Any, ...]]


def test_every_table_has_as_many_rows_as_asked_for(model: Connection) -> None:
    counts = {table: len(found) for table, found in rows(model).items()}
    assert {table: number for table, number in counts.items() if number < SEED_AT_LEAST[table]} == {}
    assert set(counts) == set(TABLES) == set(SEED_AT_LEAST)


@pytest.mark.parametrize("enum", ENUMS)
def test_every_label_of_an_enum_appears_somewhere(model: Connection, enum: str) -> None:
    columns = model.execute(
        "select attrelid::regclass::text, attname::text from pg_attribute join pg_class on pg_class.oid = attrelid"
        " where relkind = 'r' and atttypid = %s::regtype and not attisdropped",
        (enum,),
    ).fetchall()
    used: set[str] = set()
    for table, column in columns:
        query = sql.SQL("select distinct {column}::text from {table} where {column} is not null")
        names = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
        used.update(label for (label,) in model.execute(query.format(**names)))
    assert used == set(ENUMS[enum])


@pytest.mark.parametrize(
    ("table", "columns", "combinations"),
    [
        ("users", ["role"], 3),
        ("email_templates", ["type", "locale"], 6),
        ("campaigns", ["status"], 6),
        ("campaigns", ["language"], 2),
        ("contacts", ["state"], 6),
        ("call_attempts", ["outcome"], 5),
        ("events", ["event_type"], 3),
        ("email_notifications", ["status"], 3),
        ("exclusion_list_entries", ["source"], 3),
        ("provider_configs", ["llm_provider"], 4),
        ("provider_configs", ["provider_type"], 2),
    ],
)
def test_every_combination_asked_for_is_there(
    model: Connection, table: str, columns: list[str], combinations: int
) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    query = sql.SQL("select count(*) from (select distinct {names} from {table} where ({names}) is not null) as found")
    ((found,),) = model.execute(query.format(names=names, table=sql.Identifier(table)))
    assert found == combinations


def test_a_contacts_count_and_outcome_agree_with_its_attempts(model: Connection) -> None:
    disagreeing = model.execute(
        "select contacts.id from contacts left join lateral ("
        "  select count(*) as dials, max(started_at) as last,"
        "   (array_agg(outcome order by attempt_number desc))[1] as outcome"
        "  from call_attempts where contact_id = contacts.id) as found on true"
        " where (dials, last, found.outcome) is distinct from (attempts_count::bigint, last_attempt_at, last_outcome)"
    )
    assert disagreeing.fetchall() == []


def test_no_contact_was_dialled_more_often_than_its_campaign_allows(model: Connection) -> None:
    over = model.execute(
        "select contacts.id from contacts join campaigns on campaigns.id = campaign_id"
        " where attempts_count > max_attempts"
    )
    assert over.fetchall() == []


def test_nothing_in_the_seed_can_reach_a_person(model: Connection) -> None:
    """Phone numbers lie in ranges reserved for fiction, mail addresses in domains reserved for examples."""
    reachable = model.execute(
        "select address from (select email from contacts union select email from users"
        "  union select to_email from email_notifications) as found (address)"
        r" where address !~ '@example\.(com|org)$'"
        " union select number from (select phone_number from contacts union select phone_number"
        "  from exclusion_list_entries union select outbound_number from provider_configs) as found (number)"
        r" where number !~ '^\+(120255501|447700900)[0-9]+$'"
    )
    assert reachable.fetchall() == []


@pytest.mark.parametrize("options", [[], ["-1"]], ids=["autocommit", "single-transaction"])
def test_the_second_run_changes_no_row(template: str, scratch: Scratch, run_psql: RunPsql, options: list[str]) -> None:
    name = scratch.clone(template)
    with scratch.connect(name) as connection:
        before = rows(connection)
        run_psql(name, *options, "-f", SEED)
        assert rows(connection) == before


def test_what_people_changed_between_two_runs_stays(template: str, scratch: Scratch, run_psql: RunPsql) -> None:
    name = scratch.clone(template)
    with scratch.connect(name) as connection:
        for statement in (
            "update users set email = 'renamed@example.com', role = 'viewer' where role = 'admin'",
            "update campaigns set status = 'paused', name = 'Renamed' where status = 'running'",
            "update contacts set phone_number = '+12025550177', state = 'excluded'",
            "update call_attempts set call_id = 'changed' || id, attempt_number = attempt_number + 10",
            "update exclusion_list_entries set phone_number = '+12025550178' where source = 'api'",
            "update email_notifications set status = 'sent'",
        ):
            connection.execute(statement)
        before = rows(connection)
        run_psql(name, "-f", SEED)
        assert rows(connection) == before


def test_somebody_elses_row_with_the_same_email_or_number_stays_and_stops_nothing(
    template: str, scratch: Scratch, run_psql: RunPsql
) -> None:
    name = scratch.clone(template)
    with scratch.connect(name) as connection:
        connection.execute("update users set id = gen_random_uuid() where role = 'viewer'")
        connection.execute("update exclusion_list_entries set id = gen_random_uuid()")
        before = rows(connection)
        run_psql(name, "-f", SEED)
        assert rows(connection) == before


def test_a_row_that_was_deleted_comes_back(template: str, scratch: Scratch, run_psql: RunPsql) -> None:
    name = scratch.clone(template)
    with scratch.connect(name) as connection:
        before = {table: len(found) for table, found in rows(connection).items()}
        connection.execute("delete from contacts")
        run_psql(name, "-f", SEED)
        assert {table: len(found) for table, found in rows(connection).items()} == before
