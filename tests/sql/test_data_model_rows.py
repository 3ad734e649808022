"""What the server answers to rows: boundaries, agreement between tables, deletes, updated_at.

Each test starts from the seeded model inside a transaction of its own that is rolled back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.sql.data_model import CHECKS, FOREIGN_KEYS, TABLES, WITH_UPDATED_AT

Connection = psycopg.Connection[tuple[Any, ...]]

CHECK_VIOLATION, FOREIGN_KEY_VIOLATION, UNIQUE_VIOLATION, RESTRICT_VIOLATION = "23514", "23503", "23505", "23001"

# Rows of the seed.
RUNNING, FINISHED = "00000003-0000-4000-8000-000000000003", "00000003-0000-4000-8000-000000000005"
ALICE, BOB = "00000004-0000-4000-8000-000000000001", "00000004-0000-4000-8000-000000000002"
UNDIALLED = "00000004-0000-4000-8000-000000000005"
ATTEMPT_OF_ALICE, ATTEMPT_OF_BOB = "00000006-0000-4000-8000-000000000001", "00000006-0000-4000-8000-000000000002"
# An attempt that no response and no event names.
UNHEARD = "00000006-0000-4000-8000-000000000003"
EVENT_OF_ALICE = "00000008-0000-4000-8000-000000000001"
UNUSED_TEMPLATE = "00000002-0000-4000-8000-000000000005"
NOBODY = "00000000-0000-4000-8000-000000000000"

PHONES = (
    ["+10", "+12", "+99", "+123456789012345"],
    [
        "",
        "+",
        "+1",
        "+0123",
        "123",
        "00391234",
        "+12 34",
        "+12\n",
        "\n+12",
        "++12",
        "+12a",
        "+1234567890123456",
        "x+12",
    ],
)
DAYS = (["1", "36500"], ["0", "-1"])
CONFIDENCES = (["0", "1", "0.5", None], ["-0.01", "1.01", "NaN"])
OBJECTS = (["{}", '{"a": [1]}'], ["[]", "null", '"{}"', "1", "true"])

# constraint: (table, what to set, the values accepted, the values rejected)
BOUNDARIES: dict[str, tuple[str, str, list[Any], list[Any]]] = {
    "ck_campaigns_max_attempts": ("campaigns", "max_attempts = %s", ["1", "5"], ["0", "6", "-1"]),
    "ck_campaigns_retry_interval_minutes": ("campaigns", "retry_interval_minutes = %s", ["1", "10080"], ["0", "-1"]),
    "ck_campaigns_allowed_call_window": (
        "campaigns",
        "allowed_call_start_local = '09:00', allowed_call_end_local = %s",
        ["09:00:00.000001", "24:00"],
        ["09:00", "08:59", "00:00"],
    ),
    "ck_contacts_phone_number": ("contacts", "phone_number = %s", *PHONES),
    "ck_contacts_attempts_count": ("contacts", "attempts_count = %s", ["0", "6"], ["-1"]),
    "ck_exclusion_list_entries_phone_number": ("exclusion_list_entries", "phone_number = %s", *PHONES),
    "ck_call_attempts_attempt_number": ("call_attempts", "attempt_number = %s", ["1", "100"], ["0", "-1"]),
    "ck_call_attempts_answered_at": (
        "call_attempts",
        "started_at = '2025-01-01 10:00Z', ended_at = null, answered_at = %s",
        ["2025-01-01 10:00Z", "infinity", None],
        ["2025-01-01 09:59:59.999999Z", "-infinity"],
    ),
    "ck_call_attempts_ended_at": (
        "call_attempts",
        "started_at = '2025-01-01 10:00Z', answered_at = '2025-01-01 10:01Z', ended_at = %s",
        ["2025-01-01 10:01Z", "2025-01-01 11:00Z", None],
        ["2025-01-01 10:00:59.999999Z", "2025-01-01 09:00Z"],
    ),
    "ck_call_attempts_metadata": ("call_attempts", "metadata = %s", *OBJECTS),
    "ck_survey_responses_q1_confidence": ("survey_responses", "q1_confidence = %s", *CONFIDENCES),
    "ck_survey_responses_q2_confidence": ("survey_responses", "q2_confidence = %s", *CONFIDENCES),
    "ck_survey_responses_q3_confidence": ("survey_responses", "q3_confidence = %s", *CONFIDENCES),
    "ck_events_payload": ("events", "payload = %s", *OBJECTS),
    "ck_provider_configs_outbound_number": ("provider_configs", "outbound_number = %s", *PHONES),
    "ck_provider_configs_max_concurrent_calls": ("provider_configs", "max_concurrent_calls = %s", *DAYS),
    "ck_provider_configs_recording_retention_days": ("provider_configs", "recording_retention_days = %s", *DAYS),
    "ck_provider_configs_transcript_retention_days": ("provider_configs", "transcript_retention_days = %s", *DAYS),
}


@contextmanager
def refused(connection: Connection, sqlstate: str, constraint: str) -> Iterator[None]:
    """Expect the server to refuse what is done inside with that SQLSTATE and constraint, and go on after it."""
    with pytest.raises(psycopg.Error) as caught, connection.transaction():
        yield
    assert (caught.value.sqlstate, caught.value.diag.constraint_name) == (sqlstate, constraint)


def insert(connection: Connection, table: str, /, **values: Any) -> None:
    connection.execute(
        sql.SQL("insert into {} ({}) values ({})").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, values)),
            sql.SQL(", ").join([sql.Placeholder()] * len(values)),
        ),
        tuple(values.values()),
    )


def count(connection: Connection, table: str, **equal: Any) -> int:
    conditions: list[sql.Composable] = [
        sql.SQL("true"),
        *(sql.SQL("{} = %s").format(sql.Identifier(column)) for column in equal),
    ]
    query = sql.SQL("select count(*) from {} where {}").format(sql.Identifier(table), sql.SQL(" and ").join(conditions))
    ((number,),) = connection.execute(query, tuple(equal.values()))
    return int(number)


def update_first(connection: Connection, table: str, assignments: str, value: Any) -> None:
    """Update the row of `table` with the lowest id; the assignments hold one placeholder."""
    connection.execute(
        sql.SQL(
            "update {table} set " + assignments + " where id = (select id from {table} order by id limit 1)"
        ).format(table=sql.Identifier(table)),
        (value,),
    )


def test_every_check_has_its_boundaries_here() -> None:
    assert sorted(BOUNDARIES) == sorted(name for names in CHECKS.values() for name in names)


@pytest.mark.parametrize("constraint", BOUNDARIES)
def test_a_check_accepts_up_to_its_boundary_and_rejects_beyond(model: Connection, constraint: str) -> None:
    table, assignments, accepted, rejected = BOUNDARIES[constraint]
    for value in accepted:
        with model.transaction(force_rollback=True):
            update_first(model, table, assignments, value)
    for value in rejected:
        with refused(model, CHECK_VIOLATION, constraint):
            update_first(model, table, assignments, value)


def test_a_call_that_was_not_answered_ends_no_earlier_than_it_started(model: Connection) -> None:
    assignments = "started_at = '2025-01-01 10:00Z', answered_at = null, ended_at = %s"
    update_first(model, "call_attempts", assignments, "2025-01-01 10:00Z")
    with refused(model, CHECK_VIOLATION, "ck_call_attempts_ended_at"):
        update_first(model, "call_attempts", assignments, "2025-01-01 09:59:59Z")


@pytest.mark.parametrize(
    ("table", "constraint", "values"),
    [
        ("users", "uq_users_oidc_sub", {"oidc_sub": "seed|admin", "email": "new@example.com", "name": "x"}),
        ("users", "uq_users_email", {"oidc_sub": "new", "email": "ada.admin@example.com", "name": "x"}),
        ("exclusion_list_entries", "uq_exclusion_list_entries_phone_number", {"phone_number": "+12025550106"}),
        (
            "call_attempts",
            "uq_call_attempts_call_id",
            {"contact_id": ALICE, "campaign_id": RUNNING, "attempt_number": 2, "call_id": "seed-call-01"},
        ),
        (
            "call_attempts",
            "uq_call_attempts_contact_id_attempt_number",
            {"contact_id": ALICE, "campaign_id": RUNNING, "attempt_number": 1, "call_id": "new"},
        ),
        (
            "survey_responses",
            "uq_survey_responses_contact_id_campaign_id",
            {"contact_id": ALICE, "campaign_id": RUNNING, "call_attempt_id": ATTEMPT_OF_ALICE},
        ),
        (
            "email_notifications",
            "uq_email_notifications_event_id_template_id",
            {
                "event_id": EVENT_OF_ALICE,
                "contact_id": ALICE,
                "campaign_id": RUNNING,
                "template_id": "00000002-0000-4000-8000-000000000001",
                "to_email": "x@example.com",
            },
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith("uq_") else "",
)
def test_what_is_unique_cannot_be_stored_twice(
    model: Connection, table: str, constraint: str, values: dict[str, Any]
) -> None:
    with refused(model, UNIQUE_VIOLATION, constraint):
        insert(model, table, **values)


# Rows in which one key names something that another does not agree with.
DISAGREEING: dict[str, tuple[str, dict[str, Any]]] = {
    "fk_call_attempts_contact_id_campaign_id": (
        "call_attempts",
        {"contact_id": ALICE, "campaign_id": FINISHED, "attempt_number": 9, "call_id": "new"},
    ),
    "fk_survey_responses_contact_id_campaign_id": (
        "survey_responses",
        {"contact_id": ALICE, "campaign_id": FINISHED, "call_attempt_id": ATTEMPT_OF_ALICE},
    ),
    "fk_survey_responses_call_attempt_id_contact_id": (
        "survey_responses",
        {"contact_id": BOB, "campaign_id": RUNNING, "call_attempt_id": ATTEMPT_OF_ALICE},
    ),
    "fk_events_contact_id_campaign_id": (
        "events",
        {"event_type": "survey.refused", "contact_id": ALICE, "campaign_id": FINISHED},
    ),
    "fk_events_call_attempt_id_contact_id": (
        "events",
        {
            "event_type": "survey.refused",
            "contact_id": ALICE,
            "campaign_id": RUNNING,
            "call_attempt_id": ATTEMPT_OF_BOB,
        },
    ),
    "fk_email_notifications_contact_id_campaign_id": (
        "email_notifications",
        {
            "event_id": EVENT_OF_ALICE,
            "contact_id": ALICE,
            "campaign_id": FINISHED,
            "template_id": UNUSED_TEMPLATE,
            "to_email": "x@example.com",
        },
    ),
    "fk_email_notifications_event_id_contact_id_campaign_id": (
        "email_notifications",
        {
            "event_id": EVENT_OF_ALICE,
            "contact_id": BOB,
            "campaign_id": RUNNING,
            "template_id": UNUSED_TEMPLATE,
            "to_email": "x@example.com",
        },
    ),
}


def test_every_composite_key_has_a_disagreeing_row_here() -> None:
    composite = {
        f"fk_{table}_{'_'.join(key.columns)}"
        for table, keys in FOREIGN_KEYS.items()
        for key in keys
        if len(key.columns) > 1
    }
    assert set(DISAGREEING) == composite


@pytest.mark.parametrize("constraint", DISAGREEING)
def test_a_row_whose_keys_disagree_cannot_be_stored(model: Connection, constraint: str) -> None:
    table, values = DISAGREEING[constraint]
    with refused(model, FOREIGN_KEY_VIOLATION, constraint):
        insert(model, table, **values)


@pytest.mark.parametrize("table", ["call_attempts", "survey_responses", "events", "email_notifications"])
def test_a_campaign_that_does_not_exist_is_reported_as_that(model: Connection, table: str) -> None:
    _, values = DISAGREEING[f"fk_{table}_contact_id_campaign_id"]
    with refused(model, FOREIGN_KEY_VIOLATION, f"fk_{table}_campaign_id"):
        insert(model, table, **values | {"campaign_id": NOBODY})


# constraint that is in the way: the table, the column of the key, the row, the value that the column would get
REFERENCED = {
    "fk_campaigns_created_by_user_id": ("users", "id", "00000001-0000-4000-8000-000000000002", NOBODY),
    "fk_campaigns_email_completed_template_id": (
        "email_templates",
        "id",
        "00000002-0000-4000-8000-000000000001",
        NOBODY,
    ),
    "fk_contacts_campaign_id": ("campaigns", "id", RUNNING, NOBODY),
    "fk_call_attempts_contact_id_campaign_id": ("contacts", "campaign_id", ALICE, FINISHED),
    "fk_survey_responses_call_attempt_id_contact_id": ("call_attempts", "contact_id", ATTEMPT_OF_ALICE, UNDIALLED),
    "fk_transcript_snippets_call_attempt_id": ("call_attempts", "id", UNHEARD, NOBODY),
    "fk_email_notifications_event_id_contact_id_campaign_id": ("events", "id", EVENT_OF_ALICE, NOBODY),
}


@pytest.mark.parametrize("constraint", REFERENCED)
def test_a_referenced_key_cannot_be_updated(model: Connection, constraint: str) -> None:
    table, column, row, value = REFERENCED[constraint]
    query = sql.SQL("update {} set {} = %s where id = %s").format(sql.Identifier(table), sql.Identifier(column))
    model.execute("insert into transcript_snippets (call_attempt_id, transcript_text) values (%s, 'x')", (UNHEARD,))
    with refused(model, FOREIGN_KEY_VIOLATION, constraint):
        model.execute(query, (value, row))


def test_deleting_any_contact_removes_all_that_references_it_and_keeps_the_do_not_call_list(model: Connection) -> None:
    contacts = [row for (row,) in model.execute("select id::text from contacts order by id")]
    exclusions = count(model, "exclusion_list_entries")
    for contact in contacts:
        with model.transaction(force_rollback=True):
            model.execute("delete from contacts where id = %s", (contact,))
            assert count(model, "contacts") == len(contacts) - 1
            for table in ("call_attempts", "survey_responses", "events", "email_notifications"):
                assert count(model, table, contact_id=contact) == 0
            assert dangling(model) == 0
            assert count(model, "exclusion_list_entries") == exclusions


def dangling(connection: Connection) -> int:
    """Return how many transcripts have lost their attempt."""
    ((number,),) = connection.execute(
        "select count(*) from transcript_snippets where call_attempt_id not in (select id from call_attempts)"
    )
    return int(number)


def test_deleting_a_contact_leaves_the_rows_of_other_contacts(model: Connection) -> None:
    before = {
        table: count(model, table, contact_id=BOB) for table in ("call_attempts", "events", "email_notifications")
    }
    model.execute("delete from contacts where id = %s", (ALICE,))
    assert before == {"call_attempts": 1, "events": 1, "email_notifications": 1}
    assert {table: count(model, table, contact_id=BOB) for table in before} == before
    assert count(model, "transcript_snippets") == 1


def test_deleting_all_contacts_in_one_statement_empties_what_hangs_on_them(model: Connection) -> None:
    model.execute("delete from contacts")
    for table in ("call_attempts", "survey_responses", "events", "email_notifications", "transcript_snippets"):
        assert count(model, table) == 0


def test_a_contact_made_in_the_same_transaction_can_be_deleted_in_it(model: Connection) -> None:
    """PostgreSQL checks rows of the own transaction again when a cascade touches them."""
    contact, attempt, event = (f"0000000{n}-1111-4000-8000-000000000000" for n in (4, 6, 8))
    both = {"contact_id": contact, "campaign_id": RUNNING}
    insert(model, "contacts", id=contact, campaign_id=RUNNING, phone_number="+12025550150")
    insert(model, "call_attempts", id=attempt, attempt_number=1, call_id="new", **both)
    insert(model, "survey_responses", call_attempt_id=attempt, **both)
    insert(model, "events", id=event, event_type="survey.completed", call_attempt_id=attempt, **both)
    insert(model, "email_notifications", event_id=event, template_id=UNUSED_TEMPLATE, to_email="x@example.com", **both)
    insert(model, "transcript_snippets", call_attempt_id=attempt, transcript_text="x")
    model.execute("delete from contacts where id = %s", (contact,))
    for table in ("call_attempts", "survey_responses", "events", "email_notifications"):
        assert count(model, table, contact_id=contact) == 0
    assert count(model, "transcript_snippets", call_attempt_id=attempt) == 0


def test_deleting_a_campaign_removes_its_contacts_and_all_that_hangs_on_them(model: Connection) -> None:
    assert count(model, "contacts", campaign_id=RUNNING) == 6
    model.execute("delete from campaigns where id = %s", (RUNNING,))
    for table in ("contacts", "call_attempts", "survey_responses", "events", "email_notifications"):
        assert count(model, table, campaign_id=RUNNING) == 0
    assert dangling(model) == 0
    assert count(model, "contacts", campaign_id=FINISHED) == 3


def test_deleting_an_attempt_keeps_its_event_and_only_empties_the_events_attempt(model: Connection) -> None:
    model.execute("delete from call_attempts where id = %s", (ATTEMPT_OF_ALICE,))
    found = model.execute(
        "select contact_id::text, campaign_id::text, call_attempt_id from events where id = %s", (EVENT_OF_ALICE,)
    )
    assert found.fetchall() == [(ALICE, RUNNING, None)]
    assert count(model, "email_notifications", event_id=EVENT_OF_ALICE) == 1
    assert count(model, "survey_responses", contact_id=ALICE) == 0
    assert count(model, "transcript_snippets", call_attempt_id=ATTEMPT_OF_ALICE) == 0


def test_deleting_an_event_removes_its_notifications(model: Connection) -> None:
    model.execute("delete from events where id = %s", (EVENT_OF_ALICE,))
    assert count(model, "email_notifications", event_id=EVENT_OF_ALICE) == 0


def restricted(connection: Connection) -> str:
    """Return the SQLSTATE of ON DELETE RESTRICT, which PostgreSQL 18 changed to the standard's own."""
    return RESTRICT_VIOLATION if connection.info.server_version >= 180000 else FOREIGN_KEY_VIOLATION


def test_a_user_who_made_a_campaign_cannot_be_deleted(model: Connection) -> None:
    with refused(model, restricted(model), "fk_campaigns_created_by_user_id"):
        model.execute("delete from users where role = 'campaign_manager'")
    model.execute("delete from users where role = 'viewer'")
    assert count(model, "users") == 2


def test_a_template_that_a_mail_was_made_from_cannot_be_deleted(model: Connection) -> None:
    with refused(model, restricted(model), "fk_email_notifications_template_id"):
        model.execute("delete from email_templates where id = '00000002-0000-4000-8000-000000000001'")


def test_deleting_a_template_that_only_campaigns_name_empties_their_columns(model: Connection) -> None:
    column = "email_refused_template_id"
    assert count(model, "campaigns", **{column: UNUSED_TEMPLATE}) == 2
    model.execute("delete from email_templates where id = %s", (UNUSED_TEMPLATE,))
    assert count(model, "campaigns", **{column: UNUSED_TEMPLATE}) == 0
    assert count(model, "campaigns") == 6


@pytest.mark.parametrize("table", WITH_UPDATED_AT)
def test_updated_at_moves_forward_with_every_update_of_one_transaction(model: Connection, table: str) -> None:
    times = []
    for _ in range(3):
        update_first(model, table, "created_at = %s", "2025-01-01")
        query = sql.SQL("select updated_at, now() from {} order by id limit 1").format(sql.Identifier(table))
        ((updated, started),) = model.execute(query)
        times.append(updated)
    assert started < times[0] < times[1] < times[2]


def test_updated_at_cannot_be_set_by_hand(model: Connection) -> None:
    update_first(model, "users", "updated_at = %s", "2001-01-01")
    ((year,),) = model.execute("select min(extract(year from updated_at)) from users")
    assert year > 2001


def test_ids_are_made_by_the_server(model: Connection) -> None:
    insert(model, "exclusion_list_entries", phone_number="+12025550151")
    ((version,),) = model.execute(
        "select substr(id::text, 15, 1) from exclusion_list_entries where phone_number = '+12025550151'"
    )
    assert version == "4"


def test_every_table_of_the_model_holds_rows_to_test_with(model: Connection) -> None:
    assert [table for table in TABLES if count(model, table) == 0] == []
