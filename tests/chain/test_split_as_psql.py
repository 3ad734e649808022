"""Statements are split where the real psql splits them."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from harness.chain import split
from tests.chain.psql import Psql, difference

FILES = {
    "semicolons in quotes": """select 'a;b'; select "a;b"; select $$a;b$$; select $t$ $$ ; $x$ $t$; select 'it''s;';""",
    "dollars in identifiers": "select a$b$c from t; select 1 as x$y$; select $1; select $é$;$é$;",
    "a dollar quote behind a number": "select 1$$;$$; select $1$$;$$;",
    "escape strings": r"select E'a\'b;'; select e'\\'; select 'a\'; select E'\'' ';' ; select N'a\'; select 1;",
    "prefixed strings": (
        r"""select U&'a\0061;'; select u&"b;""c"; """
        """select b'01;'; select x'0;'; select n'it''s;'; select 1"""
    ),
    "words that end in a prefix": r"select thee'a\'; select 1; select xe'\'; select 2; select nu&'a\'; select 3;",
    "a literal continued on the next line": "select E'a'\n'b\\'; select 1;\n';\nselect 2;\n';",
    "a literal continued behind a carriage return": "select E'a'\r'b\\';c';\nselect 2;",
    "nested comments": (
        "/* a /* b; */ c; */ select 1; -- d; '\nselect /* ' */ 2 /* ; */;\nselect 3 /*/ ; */ ;/**/select 4;"
    ),
    "operators that hold comments": (
        "select 1 +-- a;\n1; select 2 */*;*/ 3; select @-/* ; */ 4; select 5 -1; select 6 / 2;"
    ),
    "comments only": "-- nothing\n/* at all; */\n",
    "empty statements": ";;\n;select 1;; /* a */ ;\n;",
    "no semicolon at the end": "select 1;\nselect 2 -- the end;\n  /* really; */\n",
    "an empty file": "",
    "a byte-order mark": "\ufeffselect 1; select '\ufeff';",
    "carriage returns": "select 1;\r\n-- a;\r\nselect 'a;\r\nb';\r\nselect 2; -- c\rselect 3;\r\n",
    "a rule with two actions": (
        "create rule r as on insert to t do also (select 1; select 2); drop rule r on t; select 1;"
    ),
    "parentheses that never close": "select (1; select 2;\nselect 3;",
    "parentheses too many": "select 1); select 2;",
    "an unterminated literal": "select 1; select 'a; select 2;\nselect 3;",
    "an unterminated identifier": 'select 1; select "a; select 2;\n',
    "an unterminated comment": "select 1; /* a; /* b */ select 2;\n",
    "an unterminated body": "select 1; do $a$ begin; $b$; select 2;\n",
    "a function with BEGIN ATOMIC": """
        create or replace function f(a int default 1) returns int language sql
        begin atomic
            select case when a > 1 then 1 else 2 end;
            select (select 3);
        end;
        create procedure p() begin atomic insert into t values ('end'); end; drop procedure p();
        CREATE FUNCTION "begin"(x text) RETURNS int LANGUAGE sql RETURN 1; drop function "begin"(text);
        begin; select 1; end;
        create table case_begin (a int); drop table case_begin;
    """,
    "functions without BEGIN ATOMIC": """
        create function g() returns int language sql as 'select 1;'; drop function g();
        create function g() returns int language plpgsql as $$ begin return 1; end; $$; select 1;
        create or replace function g() returns int return 1; select 2;
        create view begin_view as select 1; create temp table x as select case when true then 1 end; select 3;
        do $$ begin perform 1; end $$; select 4;
    """,
    "standard_conforming_strings": r"""
        set standard_conforming_strings = off; select 'a\'; select 1;
        select 'b\';c'; select E'd\';e'; select U&'f';
        select n'g\';h';
        set session standard_conforming_strings to 'on';
        select 'i\'; select 2;
        begin; set local standard_conforming_strings = off;
        select 'j\';k';
        commit;
        select 'l\'; select 3;
        begin; set standard_conforming_strings = off;
        rollback;
        select 'm\'; select 4;
        begin; set standard_conforming_strings = off;
        commit;
        select 'n\';o';
        reset standard_conforming_strings;
        select 'p\'; select 5;
        select set_config('standard_conforming_strings', 'off', false);
        select 'q\';r';
        discard all;
        select 's\'; select 6;
        set local standard_conforming_strings = off;
        select 't\'; select 7;
    """,
    "COPY data": (
        "copy t from stdin;\n;select 'a\n$$\n\\\\.\n\\.\nselect 1;\n"
        'COPY public."T;" ( a ) FROM /* ; */ STDIN WITH (format csv, header false);\n;\n\\.\n'
        "copy t from stdin delimiter ',' -- csv;\n;\n1;\n\\.\n"
        "copy t from stdout;\nx;\n\\.\n"
        "copy (select 'from stdin') to stdout; select 'copy t from stdin;';\nselect 3;\n"
    ),
    "more SQL on the line of a COPY": "copy t from stdin; select 2; select '\na;\n\\.\n;'; select 3;",
    "two COPYs on one line": "copy t from stdin; copy t from stdin; select 1;\na\n\\.\nb\n\\.\nselect 2;\n",
    "COPY data with carriage returns": "copy t from stdin;\r\na;\r\n\\.\r\nselect 1;\r\n",
    "COPY data up to the end": "copy t from stdin;\na;\nselect 1;\n",
    "variables that are not set": (
        """select :x; select :'y;'; select :'yes'; select :"z"; select a::text; """
        "select 1:=2; select :x$$;$$;"
    ),
    "commands between statements": (
        "\\set v 1\nselect 1;\n\\echo here\nselect 2 \\;\nselect 3; \\echo here\nselect 4;\n"
    ),
    "commands with quotes": (
        "\\echo 'a;''b' \"c;\" \\\\ select 1;\nselect 2; \\echo `echo ';'` \\\\ select 3;\n\\echo here ;\nselect 4;"
    ),
    "a command inside a statement": "select 1, \\echo here\n2; select 3;\n",
    "statements sent by a command": "select 1 \\g\nselect (2 \\g\nselect 3;\n",
    "statements joined": "select 1\\; select 2\\; select 3; select 4;",
    "a COPY joined": "select 1\\; copy t from stdin; \na;\n\\.\nselect 2;",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_split_where_psql_splits_it(name: str, psql: Psql) -> None:
    text = FILES[name]
    assert difference(psql.sends(text), split(text).statements) is None


PIECES = r"""
select 1|;|;|'a;b'|'it''s'|E'a\'b;'|e'\\'|'a\'|'|"|U&'d\0061;'|u&"a;b"|"q;""x"|$$a;b$$|$t$ ; $$ ; $t$|$t$|$$
a$b$c|$1|1$$|/* ; */|/* /* ; */ */|/*|*/|-- ;|--|(|)|;|(select 1; select 2)|x end|x case|x begin atomic|;|:x|:'x'|:"x"
create function f() returns int begin atomic select 1;|create or replace procedure p()
create rule r as on insert to t do also (|::int|:=|n'x\'|b'01'|x'0;'|\;|é|é$é$|+-|/|-|*|@|1e5|1_000|0x1F|1a$b$|1e'\'|;
set standard_conforming_strings = off;|set standard_conforming_strings = on;|select 'a\';|N|e|u&
create|function|or|replace|language sql
"""
ROUTINES = re.compile(r"\b[fp]\(\)")
GAPS = ["", "", "", " ", "\n", "\n", "\r\n", "\r", "\t", ";", ";\n", ";\n\n", "\n;\n", "\ufeff"]

pieces = st.sampled_from([piece for line in PIECES.strip().splitlines() for piece in line.split("|")])
soups = st.lists(st.tuples(pieces, st.sampled_from(GAPS)), max_size=25).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(text=soups)
def test_any_mixture_is_split_where_psql_splits_it(text: str, psql: Psql) -> None:
    statements = split(text).statements
    # A backslash that got out of its string starts a command that psql does not know: nothing to compare.
    assume(not any(re.search(r"\\(?![;:])", statement.text) for statement in statements if statement.kind == "meta"))
    assume("create" not in text or not psql.counts_every_word or "(" not in ROUTINES.sub("", text))
    assert difference(psql.sends(text), statements) is None
