"""The first DO block of sql/V0001.up.sql, which makes the enums or compares those that stand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from harness.declared.block import SqlError, run
from harness.schema import Domain, Enum, Name, Schema
from tests.declared.block.host import Recorder, enum, executed

_FILE = Path(__file__).parents[3] / "sql" / "V0001.up.sql"
_BODY = _FILE.read_text().split("$$")[1]


def _made() -> tuple[Enum, ...]:
    found = (re.fullmatch(r"create type (\w+) as enum \((.*)\)", text) for text in executed(_BODY))
    return tuple(enum(made[1], *re.findall(r"'([^']*)'", made[2])) for made in found if made)


def test_on_an_empty_schema_every_enum_is_made_once() -> None:
    texts = executed(_BODY)
    assert len(texts) == 13
    assert texts[0] == "create type user_role as enum ('admin', 'campaign_manager', 'viewer')"
    assert texts[-1] == "create type llm_provider as enum ('openai', 'anthropic', 'azure-openai', 'google')"


def test_a_statement_is_told_with_its_place_in_the_body() -> None:
    host = Recorder()
    run(_BODY, host)
    assert {_BODY[offset:].split("(")[0] for _, offset in host.executed} == {"execute format"}


def test_the_base_is_added_to_every_place() -> None:
    host = Recorder()
    text = _FILE.read_text()
    run(_BODY, host, base=text.index(_BODY))
    assert {text[offset:].split("(")[0] for _, offset in host.executed} == {"execute format"}


def test_on_a_schema_that_has_them_nothing_is_made_and_nothing_raised() -> None:
    assert executed(_BODY, Schema(enums=_made())) == []


def test_enums_of_another_namespace_are_not_these() -> None:
    elsewhere = tuple(replace(one, name=Name("other", one.name.name)) for one in _made())
    assert len(executed(_BODY, Schema(enums=elsewhere))) == 13


def test_labels_that_later_versions_added_are_allowed() -> None:
    first, *rest = _made()
    assert executed(_BODY, Schema(enums=(replace(first, labels=("x", *first.labels, "z")), *rest))) == []


@pytest.mark.parametrize("labels", [("admin", "viewer"), ("viewer", "admin", "campaign_manager")])
def test_a_missing_label_and_another_order_are_raised(labels: tuple[str, ...]) -> None:
    _, *rest = _made()
    with pytest.raises(SqlError) as caught:
        executed(_BODY, Schema(enums=(enum("user_role", *labels), *rest)))
    assert (caught.value.condition, caught.value.sqlstate) == ("datatype_mismatch", "42804")
    assert caught.value.message == "enum public.user_role lacks a label or orders its labels differently"


def test_a_type_of_another_kind_under_the_name_is_raised() -> None:
    domain = Domain(name=Name("public", "user_role"), owner="me", base="text")
    with pytest.raises(SqlError) as caught:
        executed(_BODY, Schema(domains=(domain,)))
    assert caught.value.condition == "wrong_object_type"
