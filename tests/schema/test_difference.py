"""How a difference reads: what changed, on both sides, and nothing that another line says already."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.schema import (
    Check,
    Column,
    Comment,
    Difference,
    Enum,
    Expression,
    Grant,
    Index,
    Name,
    Object,
    Schema,
    Sequence,
    Table,
    located,
    quoted,
)
from harness.schema.wording import change

_ORDERS = Name("public", "orders")


def _column(name: str, type_: str = "integer", position: int = 1) -> Column:
    return Column(table=_ORDERS, name=name, position=position, type=type_)


def _orders(*columns: Column, **more: object) -> Schema:
    return Schema(tables=(Table(name=_ORDERS, owner="me", columns=columns, **more),))  # type: ignore[arg-type]


def _told(left: Schema, right: Schema) -> list[str]:
    return [str(found) for found in left.compare(right)]


def test_equal_schemas_have_no_difference() -> None:
    assert _told(_orders(_column("id")), _orders(_column("id"))) == []


def test_a_changed_fact_is_told_with_both_sides() -> None:
    left, right = _orders(_column("total", "numeric(10,2)")), _orders(_column("total", "numeric(12,2)"))
    assert _told(left, right) == ["orders.total changed: type: numeric(10,2) → numeric(12,2)"]
    (found,) = left.compare(right)
    assert found.changes == (("type", "numeric(10,2)", "numeric(12,2)"),)
    assert (found.change, found.part) == ("changed", left.tables[0].columns[0])


def test_a_lost_column_is_missing_and_a_new_one_left_over() -> None:
    assert _told(_orders(_column("id"), _column("a")), _orders(_column("id"), _column("b"))) == [
        "orders.a is missing: integer",
        "orders.b is left over: integer",
    ]


def test_another_order_of_the_same_columns_is_its_own_kind() -> None:
    a, b = _column("a"), _column("b", position=2)
    (found,) = _orders(a, b).compare(_orders(replace(b, position=1), replace(a, position=2)))
    assert found.change == "reordered"
    assert str(found) == "orders has its columns in another order: (a, b) → (b, a)"


def test_where_a_part_was_written_and_how_an_expression_was_spelled_do_not_count() -> None:
    column = replace(_column("id"), default=Expression("(1)", source="1"))
    assert _told(_orders(column), _orders(replace(column, default=Expression("(1)")))) == []
    assert _told(_orders(column), _orders(located(column, "V1.sql", 3))) == []  # type: ignore[arg-type]


def test_what_goes_with_an_absent_table_is_not_told() -> None:
    name, definition = Name("public", "idx"), "create index"
    index = Index(table=_ORDERS, name=name, definition=definition, method="btree", columns=("id",), elements=("id",))
    check = Check(table=_ORDERS, name="ck", definition="CHECK (true)", expression=Expression("true"))
    full = replace(
        _orders(_column("id"), indexes=(index,), constraints=(check,)),
        comments=(Comment(on="table orders", text="x"), Comment(on="column orders.id", text="y")),
        grants=(Grant(on="table orders", grantee="app", privileges=("SELECT",)),),
        sequences=(_sequence("orders.id"),),
        objects=(Object(of="rule", name="orders.r", definition="r", table=_ORDERS),),
    )
    assert _told(full, Schema()) == ["orders is missing"]
    assert _told(Schema(), full) == ["orders is left over"]


def _sequence(owned_by: str) -> Sequence:
    return Sequence(
        name=Name("public", "s"),
        owner="me",
        type="bigint",
        start=1,
        minimum=1,
        maximum=9,
        increment=1,
        cycle=False,
        cache=1,
        owned_by=owned_by,
    )


def test_a_definition_is_told_once_and_not_again_by_the_facts_in_it() -> None:
    left = Check(
        table=_ORDERS, name="ck", definition="CHECK (a) NOT VALID", expression=Expression("a"), validated=False
    )
    right = Check(table=_ORDERS, name="ck", definition="CHECK (b)", expression=Expression("b"))
    assert str(Difference("changed", left, right)) == "orders.ck changed: definition: CHECK (a) NOT VALID → CHECK (b)"


def test_a_type_of_another_kind_under_the_same_name_is_told_as_such() -> None:
    enum = Schema(enums=(Enum(name=Name("public", "mood"), owner="me", labels=("a", "b")),))
    other = Schema(objects=(Object(of="type", name="mood", definition="composite (a integer)"),))
    assert _told(enum, other) == ["type mood changed: enum (a, b) → composite (a integer)"]


def test_grants_say_what_is_granted_and_what_was_taken_away() -> None:
    grant = Grant(on="function f()", grantee="public", privileges=(), revoked=("EXECUTE",))
    assert _told(Schema(), Schema(grants=(grant,))) == ["grant on function f() to public is left over: revoked EXECUTE"]


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        (None, "x", "none → x"),
        (True, False, "yes → no"),
        ((), ("a", "b"), "() → (a, b)"),
        ("", "x", "'' → x"),
        ("one\ntwo\nthree", "one\n2\nthree", "line 2: two → 2"),
        ("one\ntwo", "one\ntwo\nthree", "line 3: nothing → three"),
        ("one\n two", "one\ntwo", "other spaces or line ends"),
        (
            "a\nb\nc\nd\ne\nf\ng\nh",
            "A\nb\nC\nd\nE\nf\nG\nh",
            "line 1: a → A, line 3: c → C, line 5: e → E, and 1 more",
        ),
        (tuple("abcdefgh") * 6, (*tuple("abcdefgh") * 6, "new"), "with (new)"),
        (
            "word " * 30 + "old" + " tail" * 30,
            "word " * 30 + "new" + " tail" * 30,
            (
                "…word word word word word old tail tail tail tail tail…"
                " → …word word word word word new tail tail tail tail tail…"
            ),
        ),
    ],
)
def test_a_change_shows_what_differs(left: object, right: object, text: str) -> None:
    assert change(left, right) == text


@pytest.mark.parametrize(
    ("identifier", "typed"),
    [
        ("orders", "orders"),
        ("order", '"order"'),
        ("Orders", '"Orders"'),
        ("a b", '"a b"'),
        ('a"b', '"a""b"'),
        ("1a", '"1a"'),
    ],
)
def test_identifiers_are_quoted_only_where_they_must_be(identifier: str, typed: str) -> None:
    assert quoted(identifier) == typed
