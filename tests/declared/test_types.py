"""Type names: every spelling, and what PostgreSQL's `format_type` prints for it."""

from __future__ import annotations

import pytest

from harness.declared.tokens import Cursor, Named, Unreadable
from harness.declared.types import TypeRef, read_type

SPELLINGS = {
    "integer": ("int", "INT4", "integer", '"int4"', "pg_catalog.int4", "serial", "serial4"),
    "bigint": ("int8", "bigserial", "serial8"),
    "smallint": ("int2", "smallserial", "serial2"),
    "integer[]": ("int[]", "int[3]", "int array", "int array[3]", "_int4", "int[][]"),
    "text[]": ("_text", "text []"),
    "real": ("real", "float4", "float(24)"),
    "double precision": ("double precision", "float", "float8", "float(25)"),
    "numeric": ("numeric", "decimal", "dec"),
    "numeric(10,0)": ("numeric(10)", "decimal(10)", "numeric(10, 0)"),
    "numeric(3,-2)": ("numeric(3,-2)",),
    "boolean": ("bool", "BOOLEAN"),
    "character varying": ("varchar", "character varying", "char varying", "national character varying"),
    "character varying(5)": ("varchar(5)", "character varying (5)", "pg_catalog.varchar(5)"),
    "character(1)": ("char", "character", "nchar", "national char"),
    "character(4)": ("char(4)", "bpchar(4)", "nchar(4)"),
    "bpchar": ("bpchar",),
    '"char"': ('"char"', 'pg_catalog."char"'),
    "bit(1)": ("bit",),
    "bit(3)": ("bit(3)",),
    "bit varying": ("bit varying", "varbit"),
    "bit varying(4)": ("bit varying(4)", "varbit(4)"),
    "time without time zone": ("time", "time without time zone"),
    "time(3) without time zone": ("time(3)",),
    "time with time zone": ("timetz", "time with time zone"),
    "time(2) with time zone": ("timetz(2)", "time(2) with time zone"),
    "timestamp without time zone": ("timestamp",),
    "timestamp with time zone": ("timestamptz", "timestamp with time zone"),
    "timestamp(0) with time zone": ("timestamptz(0)",),
    "interval": ("interval",),
    "interval(3)": ("interval(3)",),
    "interval year to month": ("interval year to month",),
    "interval day to second(3)": ("interval day to second(3)",),
    '"any"': ("any", '"any"'),
}


@pytest.mark.parametrize(
    ("printed", "spelling"), [(p, each) for p, spellings in SPELLINGS.items() for each in spellings]
)
def test_a_type_prints_as_format_type_has_it_however_it_is_spelled(printed: str, spelling: str) -> None:
    cursor = Cursor(spelling)
    found = read_type(cursor)
    assert (found.own, found.printed()) == (True, printed)
    assert cursor.done


@pytest.mark.parametrize(
    ("spelling", "printed"),
    [
        ("mood", "app.mood"),
        ("app.mood", "app.mood"),
        ("mood[]", "app.mood[]"),
        ("geometry(Point,4326)", "app.mood(Point,4326)"),
    ],
)
def test_a_type_of_somebody_s_own_prints_by_the_name_it_is_found_under(spelling: str, printed: str) -> None:
    found = read_type(Cursor(spelling))
    assert not found.own
    assert found.printed("app.mood") == printed


def test_only_the_word_serial_brings_a_sequence() -> None:
    assert read_type(Cursor("serial")).serial
    assert not read_type(Cursor("int")).serial


def test_setof_is_kept_beside_the_type() -> None:
    found = read_type(Cursor("setof text"))
    assert (found.setof, found.printed()) == (True, "text")


def test_the_type_of_a_column_is_kept_as_table_and_column() -> None:
    assert read_type(Cursor("orders.total%type")) == TypeRef(Named(None, "orders"), own=False, column="total")


@pytest.mark.parametrize("text", ["", "1", "double", "national text", "int[", "numeric(", "'text'"])
def test_what_is_no_type_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        read_type(Cursor(text))
