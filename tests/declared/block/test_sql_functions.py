"""Functions in SQL that a block calls: their query's rows, or nothing known."""

from __future__ import annotations

import pytest

from harness.chain import read_text_chain
from harness.declared import declare

TABLES = "create table a_deleted (id integer); create table b_deleted (id integer); create table kept (id integer);"
NAMES = "select relname from pg_class where relkind = 'r' and relname like '%deleted' order by 1"


def tables(text: str) -> tuple[list[str], list[str]]:
    """Return the tables that a text declares beside those of `TABLES`, and what of it is not known or refused."""
    found = declare(read_text_chain(f"{TABLES}\n{text}", "one.up.sql"))
    others = [table.name.name for table in found.schema.tables if not table.name.name.endswith(("deleted", "kept"))]
    return sorted(others), [each.reason for each in found.unknowns] + [each.message for each in found.refused]


@pytest.mark.parametrize(
    "query",
    [
        "select deleted()",
        "select d from deleted() d",
        "select x.d from public.deleted() as x(d)",
        "select name from listed('a_%') union select name from listed('b_%')",
        "select one from (select own_name('a_deleted') as one union select own_name('b_deleted')) as s",
    ],
)
def test_its_rows_are_read(query: str) -> None:
    found = tables(f"""
        create function deleted() returns setof name language sql as $$ {NAMES}; $$;
        create function listed(pattern text) returns table (name name, kind "char") language sql
          as $$ select relname, relkind from pg_class where relkind = 'r' and relname like pattern limit length($1) $$;
        create function own_name(text) returns text language sql as $$ select replace($1, '_', '_') $$;
        do $$ declare shown text; begin
          for shown in {query} loop execute format('create table %I ()', 'of_' || left(shown, 1)); end loop;
        end $$;
    """)
    assert found == (["of_a", "of_b"], [])


def test_no_row_is_null_where_one_value_is_wanted() -> None:
    found = tables("""
        create function none() returns text language sql as $$ select relname from pg_class where relname = 'no' $$;
        do $$ begin if none() is null then create table made (); end if; end $$;
    """)
    assert found == (["made"], [])


@pytest.mark.parametrize(
    "function",
    [
        "create function asked() returns text language sql as $$ select 'x'::text; select 'y'::text $$;",
        "create function asked() returns text language sql as $$ update kept set id = 1 returning 'y'::text $$;",
        "create function asked() returns text language sql begin atomic select 'y'::text; end;",
        "create function asked(x integer default 1) returns text language sql as $$ select 'y'::text $$;",
        "create function asked() returns setof text language sql as $$ with recursive r as (select 1) table r $$;",
    ],
)
def test_what_is_not_one_query_is_not_guessed(function: str) -> None:
    made, reasons = tables(f"{function} do $$ begin execute 'create table ' || asked() || ' ()'; end $$;")
    assert made == []
    assert len(reasons) == 1
