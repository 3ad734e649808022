"""Names and literals: their values, however they are written, and what is none."""

from __future__ import annotations

import pytest

from harness.declared.grammar import parse
from harness.declared.tokens import Cursor, Named, Unreadable


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("''", ""),
        ("'it''s'", "it's"),
        (r"'a\n'", r"a\n"),
        (r"E'a\nb\tc\\'", "a\nb\tc\\"),
        (r"e'\x41\102\u0043\U00000044'", "ABCD"),
        (r"E'\xC3\xA9'", "é"),
        (r"E'it\'s ''it'''", "it's 'it'"),
        (r"E'\q\x'", "qx"),
        (r"E'\uD83D\uDE00'", "😀"),
        (r"U&'d\0061t\+000061'", "data"),
        (r"U&'\D83D\DE00 \\ ''x'''", r"😀 \ 'x'"),
        ("U&'d!0061!!' uescape '!'", "da!"),
        ("$$it's$$", "it's"),
        ("$tag$a $$ b$tag$", "a $$ b"),
        ("'a'\n  'b'", "ab"),
        ("N'a'", "a"),
        ("B'101'", "101"),
        ("X'1F'", "1F"),
    ],
)
def test_a_string_has_one_value_however_it_is_written(text: str, value: str) -> None:
    cursor = Cursor(text)
    assert cursor.string() == value
    assert cursor.done


@pytest.mark.parametrize("text", ["'open", r"E'open\'", "$$open", "$a$open$$", '"open', "/* open"])
def test_what_is_not_closed_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable, match="no tokens can be made of it"):
        Cursor(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (r"U&'\006'", "an incomplete Unicode escape"),
        (r"E'\uD83D'", "half of a surrogate pair"),
        (r"E'\UFFFFFFFF'", "a Unicode escape beyond the last character"),
        ("U&'x' uescape ''", "an escape character of more or less than one character"),
    ],
)
def test_a_wrong_escape_is_unreadable_where_its_literal_begins(text: str, reason: str) -> None:
    cursor = Cursor(f"x {text}")
    cursor.skip()
    with pytest.raises(Unreadable, match=reason) as caught:
        cursor.string()
    assert caught.value.offset == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Abc", "abc"),
        ('"Abc"', "Abc"),
        ('"a""b"', 'a"b'),
        (r'U&"d\0061t"', "dat"),
        ("U&\"d!0061\" uescape '!'", "da"),
        ("ÄÖ", "ÄÖ"),  # PostgreSQL folds no others than ASCII in UTF-8
        ("_x1$y", "_x1$y"),
        ("a" * 70, "a" * 63),
        ('"' + "é" * 40 + '"', "é" * 31),
    ],
)
def test_a_name_is_folded_unquoted_and_cut(text: str, name: str) -> None:
    cursor = Cursor(text)
    assert cursor.name() == name
    assert cursor.done


@pytest.mark.parametrize("text", ["", "1a", "'a'", "(", "$1"])
def test_what_is_no_name_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable, match="expected a name"):
        Cursor(text).name()


def test_no_quoted_name_passes_for_a_keyword() -> None:
    assert not Cursor('"table"').take("table")


@pytest.mark.parametrize(
    ("text", "named"), [("a", Named(None, "a")), ('s."T"', Named("s", "T")), ("db.s.t", Named("s", "t"))]
)
def test_a_database_s_name_before_the_schema_is_left_out(text: str, named: Named) -> None:
    assert Cursor(text).qualified() == named


def test_an_expression_ends_at_a_stop_word_outside_of_parentheses_and_of_case() -> None:
    cursor = Cursor("case when x then 'not' end is not null not null")
    assert cursor.expression({"not"}).text == "case when x then 'not' end is not null"
    assert cursor.sees("not", "null")


def test_a_stretch_of_text_knows_where_it_stands() -> None:
    cursor = Cursor("check ( a > 0 )")
    cursor.skip()
    inner = cursor.parenthesised()
    assert (inner.text, inner.offset) == ("a > 0", 8)


def test_ten_thousand_parentheses_nest_too_deeply() -> None:
    deep = "(" * 10_000 + "1" + ")" * 10_000
    with pytest.raises(Unreadable, match="nests too deeply"):
        parse(f"create table t (a integer check {deep})")
