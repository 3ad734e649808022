"""The names that PostgreSQL makes: cut by bytes, numbered where they are taken."""

from __future__ import annotations

import pytest

from harness.declared import names


@pytest.mark.parametrize(
    ("first", "second", "label", "made"),
    [
        ("orders", "total", "check", "orders_total_check"),
        ("orders", None, "pkey", "orders_pkey"),
        ("orders", "total", None, "orders_total"),
        ("t" * 70, None, "pkey", "t" * 58 + "_pkey"),
        ("t" * 40, "c" * 40, "key", "t" * 29 + "_" + "c" * 29 + "_key"),
        ("t" * 60, "c", "key", "t" * 57 + "_c_key"),
    ],
)
def test_the_longer_part_of_a_name_is_cut_until_it_fits(
    first: str, second: str | None, label: str | None, made: str
) -> None:
    assert names.object_name(first, second, label) == made
    assert len(made.encode()) <= 63


def test_a_name_is_cut_by_bytes_and_splits_no_character() -> None:
    assert names.object_name("é" * 40, None, "pkey") == "é" * 29 + "_pkey"
    assert names.object_name("a" + "é" * 40, None, "pkey") == "a" + "é" * 28 + "_pkey"


def test_a_name_that_is_taken_is_numbered_from_one() -> None:
    taken = {"t_a_key", "t_a_key1"}
    assert names.chosen("t", "a", "key", taken.__contains__) == "t_a_key2"


def test_a_number_takes_its_room_from_the_name_not_from_the_label() -> None:
    first = "t" * 70
    assert names.chosen(first, None, "pkey", {"t" * 58 + "_pkey"}.__contains__) == "t" * 57 + "_pkey1"


def test_columns_are_joined_until_they_are_too_long_anyway() -> None:
    assert names.joined(["a", "b", "c"]) == "a_b_c"
    assert names.joined(["a" * 40, "b" * 40, "c"]) == "a" * 40 + "_" + "b" * 40


def test_columns_of_one_name_are_told_apart_by_numbers() -> None:
    assert names.distinct(["expr", "expr", "a", "expr"]) == ("expr", "expr1", "a", "expr2")


def test_a_numbered_column_still_fits() -> None:
    assert names.distinct(["c" * 63, "c" * 63]) == ("c" * 63, "c" * 62 + "1")
