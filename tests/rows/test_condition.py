"""Conditions as clauses: where they are cut, what the whole is, and which clause decides."""

from __future__ import annotations

import pytest

from harness.rows.condition import condition


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("a > 1 and b between 1 and 5 or not (c is null)", ("a > 1", "b between 1 and 5", "c is null")),
        ("((a >= 1) AND (a <= 5))", ("a >= 1", "a <= 5")),
        ("(a = 1) is not false and (x).y = 2", ("a = 1", "(x).y = 2")),
        ("case when a then b > 1 else (c or d) end", ("a", "b > 1", "c", "d")),
        ("case k when 'x' then y is not null end", ("(k) = ('x')", "y is not null")),
        ("coalesce((a > 1), false)", ("a > 1", "false")),
        ("coalesce(a, 0) > 1", ("coalesce(a, 0) > 1",)),
        ("(case when a then 1 else 2 end) = 1 and b", ("(case when a then 1 else 2 end) = 1", "b")),
        ("x = any (array['a and b', 'or'])", ("x = any (array['a and b', 'or'])",)),
        ("a[1] > 0 and (a || b)[2] = 1", ("a[1] > 0", "(a || b)[2] = 1")),
        ("'unclosed", ("'unclosed",)),
    ],
)
def test_a_condition_is_cut_into_the_authors_own_words(text: str, clauses: tuple[str, ...]) -> None:
    assert condition(text).clauses == clauses


@pytest.mark.parametrize(
    ("text", "truths", "value"),
    [
        ("a and b", (True, None), None),
        ("a and b", (False, None), False),
        ("a or b", (True, None), True),
        ("a or b", (False, None), None),
        ("not a", (None,), None),
        ("(a) is not true", (None,), True),
        ("(a) is unknown", (None,), True),
        ("coalesce((a), (b))", (None, False), False),
        ("case when a then b end", (None, True), None),
        ("case when a then b else c end", (None, True, False), False),
    ],
)
def test_the_whole_is_what_sqls_logic_makes_of_its_clauses(
    text: str, truths: tuple[bool | None, ...], value: bool | None
) -> None:
    assert condition(text).value(truths) is value


def test_a_clause_decides_where_the_others_leave_it_to_it() -> None:
    found = condition("a and (b or c)")
    assert found.decides(0, (True, True, False))
    assert found.decides(1, (True, True, False))
    assert not found.decides(2, (True, True, False))
    assert not found.decides(1, (False, True, False))
