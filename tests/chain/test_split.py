"""Statements have the right text, line and kind, and no text is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from harness.chain import Statement, split
from tests.chain.psql import skip_blank

FUNCTION = "create function f() returns int language sql begin atomic\n select 1;\n end;"


def _shown(statement: Statement) -> tuple[Any, ...]:
    shown = (statement.line, statement.kind, statement.text)
    return shown if statement.data is None else (*shown, statement.data)


SPLITS: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
    "the first token gives the line, not the comment before it": (
        "-- a\n\n/* b\n c */ select 1;\n\n  select\n2;",
        [(4, "sql", "select 1;"), (6, "sql", "select\n2;")],
    ),
    "lines are counted with carriage returns": (
        "select 1;\r\n\r\nselect\r\n2;\r\nselect 3",
        [(1, "sql", "select 1;"), (3, "sql", "select\r\n2;"), (5, "sql", "select 3")],
    ),
    "lines are counted through quotes": (
        "select 'a\n\nb'; select $$\n$$;\nselect 1;",
        [(1, "sql", "select 'a\n\nb';"), (3, "sql", "select $$\n$$;"), (5, "sql", "select 1;")],
    ),
    "the byte-order mark is no text": ("\ufeffselect 1;", [(1, "sql", "select 1;")]),
    "empty statements are none": (";; -- a\n;\n/* b */;", []),
    "comments are none": ("-- a\n/* b; */\n", []),
    "the last statement needs no semicolon": ("select 1\n -- a\n", [(1, "sql", "select 1")]),
    "a function body is one statement": (f"{FUNCTION}\nselect 1;", [(1, "sql", FUNCTION), (4, "sql", "select 1;")]),
    "COPY data follows its statement": (
        "copy t (a)\nfrom stdin;\n1\n2;\n\\.\nselect 1;",
        [(1, "copy", "copy t (a)\nfrom stdin;", "1\n2;\n"), (6, "sql", "select 1;")],
    ),
    "COPY data may end with the file": ("copy t from stdin;\n1\n", [(1, "copy", "copy t from stdin;", "1\n")]),
    "COPY data may be missing": ("copy t from stdin;", [(1, "copy", "copy t from stdin;", "")]),
    "binary COPY data has no end mark": (
        "copy t from stdin (format binary);\na\n\\.\nb",
        [(1, "copy", "copy t from stdin (format binary);", "a\n\\.\nb")],
    ),
    "COPY BINARY of old has none either": (
        "copy binary t from stdin;\na\n\\.\nb",
        [(1, "copy", "copy binary t from stdin;", "a\n\\.\nb")],
    ),
    "a table or column named binary does not make data binary": (
        "copy binary (binary) from stdin with (format csv, force_null (binary));\na\n\\.\nselect 1",
        [
            (1, "copy", "copy binary (binary) from stdin with (format csv, force_null (binary));", "a\n"),
            (4, "sql", "select 1"),
        ],
    ),
    "COPY from a file or to stdout has no data": (
        "copy t from '/x';\ncopy t to stdout;\ncopy t from program 'stdin';\n\\.\n",
        [
            (1, "sql", "copy t from '/x';"),
            (2, "sql", "copy t to stdout;"),
            (3, "sql", "copy t from program 'stdin';"),
            (4, "meta", "\\."),
        ],
    ),
    "SQL on the line of a COPY keeps its line": (
        "copy t from stdin; select 1; select\n1\n\\.\n2; select 3;",
        [
            (1, "copy", "copy t from stdin;", "1\n"),
            (1, "sql", "select 1;"),
            (1, "sql", "select\n2;"),
            (4, "sql", "select 3;"),
        ],
    ),
    "commands need psql": (
        "\\set a 'b;c' \\\\ select 1;\n\\i x.sql  \nselect 2 \\gexec\nselect\\; 3;\n\\! echo \\\\ ;\nselect 4;",
        [
            (1, "meta", "\\set a 'b;c'"),
            (1, "sql", "select 1;"),
            (2, "meta", "\\i x.sql"),
            (3, "meta", "select 2 \\gexec"),
            (4, "meta", "select\\; 3;"),
            (5, "meta", "\\! echo \\\\ ;"),
            (6, "sql", "select 4;"),
        ],
    ),
    "\\copy reads data from the file too": (
        "\\copy t from stdin csv\n1\n\\.\n\\copy t from 'x.csv'\nselect 1;",
        [
            (1, "meta", "\\copy t from stdin csv", "1\n"),
            (4, "meta", "\\copy t from 'x.csv'"),
            (5, "sql", "select 1;"),
        ],
    ),
    "what pg_dump writes around its output needs no psql": (
        "\\restrict aB3\n\nselect 1;\n\n\\unrestrict aB3\n",
        [(3, "sql", "select 1;")],
    ),
    "a variable that psql always sets needs psql": (
        "grant connect on database :\"DBNAME\" to a;\nselect ':DBNAME', :name, a[1:DBNAMES], :{?x};\nselect ':USER';",
        [
            (1, "meta", 'grant connect on database :"DBNAME" to a;'),
            (2, "meta", "select ':DBNAME', :name, a[1:DBNAMES], :{?x};"),
            (3, "sql", "select ':USER';"),
        ],
    ),
    "an unterminated quote takes the rest": (
        "select 1;\n\nselect 'a;\nselect 2;\n",
        [(1, "sql", "select 1;"), (3, "sql", "select 'a;\nselect 2;")],
    ),
    "an unterminated comment is a statement that fails": (
        "select 1;\n/* a;\nselect 2;",
        [(1, "sql", "select 1;"), (2, "sql", "/* a;\nselect 2;")],
    ),
}


@pytest.mark.parametrize("name", SPLITS)
def test_statements_have_their_text_line_and_kind(name: str) -> None:
    text, expected = SPLITS[name]
    assert [_shown(statement) for statement in split(text).statements] == expected


def test_lines_count_from_the_line_on_which_the_text_begins() -> None:
    (statement,) = split("\nselect 1;", "f.sql", first_line=10).statements
    assert (statement.path, statement.line) == ("f.sql", 11)


def test_twenty_thousand_statements_are_twenty_thousand_statements() -> None:
    statements = split("insert into t values ('a;b', $$c;d$$); -- e;\n" * 20_000).statements
    assert [statement.line for statement in statements] == list(range(1, 20_001))


PIECES = r"""
'|;|"|$|(|)|-|/|*|\|:|e|E|u|U|&|n|N|b|B|x|X|a|1|_|é|$a$|/*|*/|--|''|\;|\g|begin| end |create function f() |case|E'
\copy t from 'f'|set|-- harness: |ignore[a] because b|set standard_conforming_strings = off;|:DBNAME|\.
\echo `
"""
WHOLE = [*" \n\n\r\t\ufeff\0", "\\restrict a\n"]
TRICKY = st.lists(st.sampled_from([*WHOLE, *(piece for line in PIECES.split("\n") for piece in line.split("|"))])).map(
    "".join
)


@given(text=TRICKY | st.text())
@example("\\\x1f")  # white space to Python, and not to psql
def test_what_belongs_to_no_statement_says_nothing(text: str) -> None:
    assume("\\\\" not in text)  # it may end a command, which only psql can say: test_split_as_psql asks it
    at = int(text.startswith("\ufeff"))
    for statement in split(text).statements:
        begin = _behind_gap(text, at)
        assert text.startswith(statement.text, begin)
        assert statement.line == text.count("\n", 0, begin) + 1
        at = begin + len(statement.text)
    assert _behind_gap(text, at) == len(text)


def _behind_gap(text: str, at: int) -> int:
    """Return the place behind white space, comments, empty statements, and pg_dump's two commands."""
    while (end := skip_blank(text, at)) < len(text):
        if text[end] == ";":
            at = end + 1
        elif text.startswith(("\\restrict", "\\unrestrict"), end):
            line_break = text.find("\n", end)
            at = line_break if line_break >= 0 else len(text)
        else:
            return end
    return end


COPIES = st.lists(
    st.sampled_from(["copy t from stdin;", "copy t from stdin", "select 1;", "select '", "'", ";", "\n", "\n", "\\.\n"])
    | st.sampled_from(["a", "\\.", " ", "\\copy t from stdin\n", "copy t from stdin (format binary);", "\\;", "\r\n"])
).map("".join)


@given(text=COPIES)
def test_no_character_is_lost_around_copy_data(text: str) -> None:
    kept = "".join(statement.text + (statement.data or "") for statement in split(text).statements)
    assert sorted(kept.translate(_DULL)) == sorted(text.translate(_DULL))


_DULL = dict.fromkeys(map(ord, " \r\n;\\."))
