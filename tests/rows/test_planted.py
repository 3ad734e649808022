"""Defects planted in a database behind the back of what is declared: each is found, and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.live import catalog
from harness.live.session import Connection
from harness.observed.evidence import Tried
from harness.observed.observe import observe

SQL = Path(__file__).parents[2] / "sql" / "V0001.up.sql"
_SHOP = """
create table parents (id int constraint pk_parents primary key, name text not null default 'x');
create table children (
  id int constraint pk_children primary key,
  parent_id int not null default 1 constraint fk_children_parent_id references parents on delete restrict,
  quantity int not null constraint ck_children_quantity check (quantity >= 10 and quantity < 20),
  during int4range,
  constraint uq_children_quantity unique (quantity, parent_id),
  constraint ex_children_during exclude using gist (during with &&)
);
"""


def broken(conn: Connection, defect: str) -> set[tuple[str, str, str]]:
    """Return rule, object and what was tried of all that does not hold once the defect is planted."""
    declared = catalog.read(conn)
    conn.execute(defect.encode())
    return {_told(each) for each in observe(conn, declared).tried if each.decided and not each.holds}


def _told(tried: Tried) -> tuple[str, str, str]:
    return (tried.witness.rule, tried.witness.about, tried.witness.told)


@pytest.fixture
def survey(conn: Connection) -> Connection:
    conn.execute(SQL.read_bytes())
    return conn


@pytest.fixture
def shop(conn: Connection) -> Connection:
    conn.execute(_SHOP.encode())
    return conn


def recheck(table: str, name: str, condition: str) -> str:
    return f"alter table {table} drop constraint {name}, add constraint {name} check ({condition})"


def rekey(action: str) -> str:
    name = "fk_transcript_snippets_call_attempt_id"
    return (
        f"alter table transcript_snippets drop constraint {name},"
        f" add constraint {name} foreign key (call_attempt_id) references call_attempts (id) {action}"
    )


def test_nothing_is_found_where_nothing_is_planted(survey: Connection) -> None:
    assert broken(survey, "select") == set()


@pytest.mark.parametrize(
    ("defect", "rule", "about"),
    [
        pytest.param(
            recheck("call_attempts", "ck_call_attempts_attempt_number", "attempt_number > 1"),
            "accepts",
            "call_attempts.ck_call_attempts_attempt_number",
            id="greater-for-greater-or-equal",
        ),
        pytest.param(
            recheck("call_attempts", "ck_call_attempts_answered_at", "answered_at > started_at"),
            "accepts",
            "call_attempts.ck_call_attempts_answered_at",
            id="later-for-not-earlier",
        ),
        pytest.param(
            recheck(
                "survey_responses", "ck_survey_responses_q1_confidence", "q1_confidence >= 0 and q1_confidence < 1"
            ),
            "accepts",
            "survey_responses.ck_survey_responses_q1_confidence",
            id="less-for-less-or-equal",
        ),
        pytest.param(
            recheck("campaigns", "ck_campaigns_max_attempts", "max_attempts between 0 and 5"),
            "rejects",
            "campaigns.ck_campaigns_max_attempts",
            id="one-below-the-bound",
        ),
        pytest.param(
            recheck("contacts", "ck_contacts_phone_number", r"phone_number ~ '^\+[0-9]{2,15}$'"),
            "rejects",
            "contacts.ck_contacts_phone_number",
            id="pattern-with-a-leading-zero",
        ),
        pytest.param(
            recheck("contacts", "ck_contacts_phone_number", r"phone_number ~ '^\+[1-9][0-9]{1,13}$'"),
            "accepts",
            "contacts.ck_contacts_phone_number",
            id="pattern-one-digit-short",
        ),
        pytest.param(
            "alter table contacts alter column phone_number drop not null",
            "rejects",
            "contacts.phone_number",
            id="null-hole",
        ),
        pytest.param(
            recheck("contacts", "ck_contacts_attempts_count", "attempts_count > 5 and attempts_count < 5"),
            "accepts",
            "contacts.ck_contacts_attempts_count",
            id="contradiction",
        ),
        pytest.param(
            "alter table campaigns alter column max_attempts set default 6",
            "defaults",
            "campaigns.max_attempts",
            id="default-that-fails-its-check",
        ),
        pytest.param(
            rekey("on delete set null"),
            "fk-actions",
            "transcript_snippets.fk_transcript_snippets_call_attempt_id",
            id="set-null-for-cascade",
        ),
        pytest.param(
            rekey(""),
            "fk-actions",
            "transcript_snippets.fk_transcript_snippets_call_attempt_id",
            id="no-action-for-cascade",
        ),
        pytest.param(
            rekey("on delete cascade on update cascade"),
            "fk-actions",
            "transcript_snippets.fk_transcript_snippets_call_attempt_id",
            id="cascade-for-no-action-on-update",
        ),
        pytest.param(
            "alter table transcript_snippets drop constraint fk_transcript_snippets_call_attempt_id",
            "rejects",
            "transcript_snippets.fk_transcript_snippets_call_attempt_id",
            id="no-foreign-key",
        ),
        pytest.param(
            "alter table users drop constraint uq_users_email",
            "rejects",
            "users.uq_users_email",
            id="no-unique",
        ),
        pytest.param(
            "alter table call_attempts drop constraint uq_call_attempts_contact_id_attempt_number,"
            " add constraint uq_call_attempts_contact_id_attempt_number unique (contact_id)",
            "accepts",
            "call_attempts.uq_call_attempts_contact_id_attempt_number",
            id="unique-without-a-column",
        ),
        pytest.param(
            "alter table call_attempts rename constraint ck_call_attempts_metadata to ck_metadata",
            "rejects",
            "call_attempts.ck_call_attempts_metadata",
            id="another-name",
        ),
        pytest.param(
            "alter type event_type rename value 'survey.refused' to 'survey.declined'",
            "enum-labels",
            "type event_type",
            id="label-missing",
        ),
        pytest.param(
            "alter type event_type add value 'survey.lost'", "enum-labels", "type event_type", id="label-too-many"
        ),
        pytest.param(
            "alter table users alter column name type varchar(200)", "type-limits", "users.name", id="narrower-type"
        ),
        pytest.param("alter table users alter column name type text", "type-limits", "users.name", id="wider-type"),
        pytest.param(
            "drop trigger trg_users_updated_at on users;"
            " create trigger trg_users_updated_at before insert on users"
            " for each row execute function set_updated_at()",
            "touches-updated-at",
            "users.trg_users_updated_at",
            id="trigger-that-does-not-fire-on-update",
        ),
        pytest.param(
            "create or replace function set_updated_at() returns trigger language plpgsql as"
            " $$ begin new.updated_at := clock_timestamp(); new.name := 'x'; return new; end $$",
            "touches-updated-at",
            "users.trg_users_updated_at",
            id="trigger-that-touches-more",
        ),
    ],
)
def test_a_defect_of_the_data_model_is_found_and_named(survey: Connection, defect: str, rule: str, about: str) -> None:
    assert (rule, about) in {(each[0], each[1]) for each in broken(survey, defect)}


@pytest.mark.parametrize(
    ("defect", "rule", "about"),
    [
        pytest.param(
            "alter table children drop constraint uq_children_quantity,"
            " add constraint uq_children_quantity unique (quantity, parent_id) deferrable initially deferred;"
            " alter table children drop constraint fk_children_parent_id,"
            " add constraint fk_children_parent_id foreign key (parent_id) references parents on delete no action",
            "fk-actions",
            "children.fk_children_parent_id",
            id="no-action-for-restrict",
        ),
        pytest.param(
            "alter table children drop constraint fk_children_parent_id, add constraint fk_children_parent_id"
            " foreign key (parent_id) references parents on delete no action deferrable initially deferred",
            "fk-actions",
            "children.fk_children_parent_id",
            id="deferrable",
        ),
        pytest.param(
            "alter table children drop constraint ex_children_during,"
            " add constraint ex_children_during exclude using gist (during with =)",
            "rejects",
            "children.ex_children_during",
            id="equal-for-overlapping",
        ),
        pytest.param(
            recheck("children", "ck_children_quantity", "quantity >= 10 or quantity < 20"),
            "rejects",
            "children.ck_children_quantity",
            id="or-for-and",
        ),
        pytest.param("alter table parents alter column name drop default", "defaults", "parents.name", id="no-default"),
        pytest.param(
            "alter table parents alter column name drop default, alter column name drop not null",
            "rejects",
            "parents.name",
            id="nullable",
        ),
    ],
)
def test_a_defect_of_a_shop_is_found_and_named(shop: Connection, defect: str, rule: str, about: str) -> None:
    assert (rule, about) in {(each[0], each[1]) for each in broken(shop, defect)}
