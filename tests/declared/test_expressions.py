"""Expressions by their tokens: what they read, and what a rename makes of them."""

from __future__ import annotations

import pytest

from harness.declared.expressions import (
    called,
    columns_in,
    index_name_part,
    is_literal,
    mentioned,
    renamed,
    renamed_call,
    renamed_type,
    strings_in,
    types_in,
)


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("b > a", ("b", "a")),
        ('"B" > 0', ()),
        ("a(b)", ("b",)),
        ("b::a", ("b",)),
        ("cast(b as a)", ("b",)),
        ("a.b", ("b",)),
        ("'a' || b", ("b",)),
        ("'open", ()),
    ],
)
def test_columns_are_names_that_are_no_function_s_no_type_s_and_no_table_s(source: str, read: tuple[str, ...]) -> None:
    assert columns_in(source, ("a", "b")) == read


def test_a_column_s_rename_leaves_everything_else_as_it_was_written() -> None:
    assert renamed("a + a(1) > 'a' /* a */ and b::a", "a", "the A") == """"the A" + a(1) > 'a' /* a */ and b::a"""


def test_a_function_s_rename_replaces_what_qualifies_it() -> None:
    assert renamed_call("s.f(f) + f (1)", "f", "n.g") == "n.g(f) + n.g (1)"


def test_a_type_s_rename_leaves_functions_of_its_name() -> None:
    assert renamed_type("x::s.mood = mood(1)", "mood", "n.m") == "x::n.m = mood(1)"


def test_a_mentioned_name_has_what_qualifies_it() -> None:
    assert mentioned("s.f(a)") == {(None, "s"), ("s", "f"), (None, "a")}


def test_what_stands_before_a_parenthesis_is_called() -> None:
    assert called("s.f(g (a), b)") == {"f", "g"}


def test_a_type_stands_in_a_cast_or_before_a_literal() -> None:
    assert types_in("a::s.t = cast(b as u) and date '2025-01-01'") == {"s", "t", "u", "date"}


def test_strings_are_found_wherever_they_stand() -> None:
    assert list(strings_in("f('a', E'\\x62', $$c$$)")) == ["a", "b", "c"]


@pytest.mark.parametrize(("source", "literal"), [("'a'", True), ("'a'::text", False), ("a", False), ("'a", False)])
def test_a_literal_is_one_string_and_nothing_else(source: str, literal: bool) -> None:
    assert is_literal(source) is literal


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("lower(a)", "lower"),
        ("s.f(a)", "f"),
        ("a + b", "expr"),
        ("(lower(a))", "lower"),
        ("a::text", "a"),
        ("'x'::text", "text"),
        ("'1'::integer", "int4"),
        ("cast('x' as varchar(3))", "varchar"),
        ("case when a then b end", "case"),
        ('a collate "C"', "a"),
        ("a[1]", "a"),
        ("'x", "expr"),
    ],
)
def test_an_expression_is_called_as_postgresql_calls_it_in_the_name_of_an_index(source: str, part: str) -> None:
    assert index_name_part(source) == part
