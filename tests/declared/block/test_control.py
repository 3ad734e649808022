"""The statements of PL/pgSQL: branches, loops, blocks and their errors."""

from __future__ import annotations

import pytest

from harness.declared.block import SqlError, Unknowable, run
from harness.schema import Schema
from tests.declared.block.host import Recorder, ending, enum, executed, table


def test_a_guard_runs_its_statement_where_the_object_is_missing_and_only_there() -> None:
    body = """begin
      if not exists (select from pg_type where typname = 'mood') then create type mood as enum ('a'); end if;
    end"""
    assert executed(body) == ["create type mood as enum ('a')"]
    assert executed(body, Schema(enums=(enum("mood", "a"),))) == []


def test_the_first_branch_that_holds_is_taken() -> None:
    body = "begin if null then a x; elsif 1 = 2 then b x; elseif true then c x; else d x; end if; end"
    assert executed(body) == ["c x"]
    assert executed("begin if null then a x; else d x; end if; end") == ["d x"]


def test_case_compares_its_subject_and_fails_where_nothing_fits() -> None:
    body = "declare n int := 3; begin case n when 1, 2 then a x; when 3 then b x; else c x; end case; end"
    assert executed(body) == ["b x"]
    assert executed("begin case when false then a x; else c x; end case; end") == ["c x"]
    assert ending("begin case 1 when 2 then a x; end case; end") == "case_not_found"


def test_loops_count_up_and_down_and_by_steps() -> None:
    assert executed("begin for i in 1..3 loop execute 'a ' || i; end loop; end") == ["a 1", "a 2", "a 3"]
    assert executed("begin for i in reverse 3..1 by 2 loop execute 'a ' || i; end loop; end") == ["a 3", "a 1"]


def test_loops_run_over_rows_arrays_and_the_text_of_execute() -> None:
    rows = "declare r record; begin for r in select * from (values (1, 'x'), (2, 'y')) v (n, t) loop"
    assert executed(f"{rows} execute r.t || r.n; end loop; end") == ["x1", "y2"]
    two = "declare n int; t text; begin for n, t in values (1, 'x') loop execute t || n; end loop; end"
    assert executed(two) == ["x1"]
    array = "declare t text; begin foreach t in array array['a', 'b'] loop execute t; end loop; end"
    assert executed(array) == ["a", "b"]
    made = "declare r record; begin for r in execute 'select $1 as a' using 'x' loop execute r.a; end loop; end"
    assert executed(made) == ["x"]
    cursor = "declare c cursor for select 'x' as a; begin for r in c loop a x; end loop; end"
    assert ending(cursor.replace("for r", "for s")) == "syntax_error"
    assert executed(cursor.replace("begin", "r record; begin")) == ["a x"]


def test_exit_and_continue_leave_the_loop_they_name() -> None:
    body = """begin
      <<outer>> for i in 1..3 loop
        for j in 1..3 loop
          continue outer when j = 2;
          exit outer when i = 3;
          execute format('a %s%s', i, j);
        end loop;
      end loop outer;
    end"""
    assert executed(body) == ["a 11", "a 21"]
    assert executed("declare i int := 0; begin while i < 2 loop i := i + 1; a x; end loop; end") == ["a x", "a x"]
    assert executed("<<b>> begin loop exit b; end loop; a x; end") == []


def test_return_ends_the_block() -> None:
    assert executed("begin a x; return; b x; end") == ["a x"]


def test_found_tells_whether_a_query_or_a_loop_had_rows() -> None:
    schema = Schema(enums=(enum("mood", "a"),))
    body = "begin perform 1 from pg_type where typname = 'mood'; if not found then create x; end if; end"
    assert executed(body) == ["create x"]
    assert executed(body, schema) == []
    loop = "declare r record; begin for r in select 1 where false loop end loop; if found then create x; end if; end"
    assert executed(loop) == []
    assert ending("begin update t set a = 1; if found then create x; end if; end") == "unknowable"


def test_select_into_writes_variables_and_records() -> None:
    body = "declare a text; b text; begin select 'x', 'y' into a, b; execute a || b; end"
    assert executed(body) == ["xy"]
    none = "declare r record; begin select oid into r from pg_class; if r.oid is null then create x; end if; end"
    assert executed(none) == ["create x"]
    assert ending("declare a int; begin select 1 into strict a where false; end") == "no_data_found"
    assert ending("declare a int; begin select x into strict a from (values (1), (2)) v (x); end") == "too_many_rows"


def test_variables_have_defaults_constants_types_and_aliases() -> None:
    body = """declare
      a constant text not null default 'x'; b int = '2'; c text[] := array['p', 'q']; d alias for a;
    begin c[2] := 'z'; execute d || b || c[1] || c[2]; end"""
    assert executed(body) == ["x2pz"]
    assert ending("declare a int not null := null; begin end") == "null_value_not_allowed"


def test_arguments_have_names_and_numbers() -> None:
    host = Recorder()
    run("begin execute format('a %I %I', _tbl, $2); end", host, arguments={"_tbl": "x", "n": "Y"})
    assert host.texts == ['a x "Y"']


def test_an_inner_block_hides_variables_and_a_label_reaches_them() -> None:
    body = """<<o>> declare a text := 'x'; begin declare a text := 'y'; begin execute o.a || a; end; execute a; end"""
    assert executed(body) == ["xy", "x"]


def test_a_handler_goes_back_to_the_savepoint_and_catches_what_it_names() -> None:
    body = "begin begin a x; create type t; exception when {} then c x; end; d x; end"
    for name in ("duplicate_object", "others", "sqlstate '42710'", "syntax_error_or_access_rule_violation"):
        assert executed(body.format(name), create_type="duplicate_object") == ["c x", "d x"]
    host = Recorder(errors={"create type": "duplicate_table"})
    with pytest.raises(SqlError, match="duplicate_table"):
        run(body.format("duplicate_object or undefined_table"), host)


def test_a_handler_raises_again_and_knows_its_sqlstate() -> None:
    body = "begin create type t; exception when others then if sqlstate = '42710' then raise; end if; end"
    host = Recorder(errors={"create type": "duplicate_object"})
    with pytest.raises(SqlError, match="duplicate_object"):
        run(body, host)
    run(body, Recorder(errors={"create type": "duplicate_table"}))


def test_the_message_of_a_raise_is_known_and_that_of_the_host_is_not() -> None:
    body = "begin {} exception when others then if sqlerrm = 'no 1' then create x; end if; end"
    assert executed(body.format("raise exception 'no %', 1;")) == ["create x"]
    with pytest.raises(Unknowable, match="message"):
        run(body.format("create type t;"), Recorder(errors={"create type": "duplicate_object"}))


def test_raise_below_exception_does_nothing_and_above_ends_the_block() -> None:
    assert executed("begin raise notice 'x % %', 1, now(); a x; end") == ["a x"]
    assert ending("begin raise 'x'; end") == "raise_exception"
    assert ending("begin raise division_by_zero; end") == "division_by_zero"
    assert ending("begin raise exception using errcode = '42P07'; end") == "duplicate_table"
    assert ending("begin raise sqlstate 'ZZ001'; end") == "ZZ001"
    assert ending("begin assert 1 = 2, 'x'; end") == "assert_failure"


def test_execute_takes_one_statement_or_several_and_fills_its_parameters_in() -> None:
    assert executed("begin execute 'create a; create b;'; end") == ["create a", "create b"]
    assert executed("begin execute 'select f($1, ''$1'')' using 'x'; end") == ["select f('x', '$1')"]
    assert executed("declare a int; begin execute 'select $1 + 1' into a using 2; execute 'a ' || a; end") == ["a 3"]
    assert ending("begin execute null; end") == "null_value_not_allowed"


def test_a_call_is_handed_on_with_the_values_of_its_variables() -> None:
    body = "declare t text := 'x'; begin perform manage(t, 1); perform manage('y'); select s.f(t); end"
    assert executed(body) == ["select manage('x', 1)", "select manage('y')", "select s.f('x')"]


def test_the_name_of_the_database_in_a_statement_means_this_database_whatever_it_is_called() -> None:
    body = "begin execute format('alter database %I set a = 1', current_database()); end"
    assert executed(body) == ["alter database current_database set a = 1"]
    assert ending("begin if current_database() = 'shop' then create x; end if; end") == "unknowable"


def test_what_the_schema_does_not_depend_on_may_stay_unknown() -> None:
    assert executed("begin if exists (select from t) then insert into t values (1); end if; create x; end") == [
        "create x"
    ]
    assert executed("begin while not pg_try_advisory_lock(7) loop perform pg_sleep(1); end loop; create x; end") == [
        "create x"
    ]
    assert executed("begin if exists (select from t) then raise 'bad rows'; end if; create x; end") == ["create x"]
    assert executed("declare n int; begin select count(*) into n from t; if n > 0 then return; end if; end") == []


@pytest.mark.parametrize(
    "body",
    [
        "begin if exists (select from users) then create x; end if; end",
        "begin if random() < 0.5 then return; end if; create x; end",
        "begin execute 'create table t' || to_char(now(), 'YYYY'); end",
        "begin for i in 1..(select count(*) from users) loop create x; end loop; end",
        "begin loop create x; end loop; end",
        "begin begin if exists (select from t) then raise 'x'; end if; exception when others then create x; end; end",
        "declare c refcursor; r record; begin open c for select 1; fetch c into r; if found then create x; end if; end",
        "declare n int; begin get diagnostics n = row_count; if n > 0 then create x; end if; end",
    ],
)
def test_what_no_text_says_is_unknowable_where_ddl_depends_on_it(body: str) -> None:
    with pytest.raises(Unknowable) as caught:
        run(body, Recorder())
    assert caught.value.reason
    assert caught.value.offset is not None


@pytest.mark.parametrize(
    "body",
    ["", "begin", "begin end x y", "begin if true then end; end", "select 1", "begin a x end", "begin 'x; end",
     "declare x begin end", "begin for i in 1.. loop end loop; end", "begin raise using x; end"],
)  # fmt: skip
def test_what_the_server_would_not_read_is_a_syntax_error(body: str) -> None:
    assert ending(body) == "syntax_error"


def test_what_is_nested_too_deeply_is_unknowable() -> None:
    assert ending("begin " * 5000 + "end; " * 5000) == "unknowable"
    assert ending(f"begin if {'(' * 5000}true{')' * 5000} then a x; end if; end") == "unknowable"
    assert ending(f"begin if {'not ' * 5000}true then a x; end if; end") == "unknowable"
    assert executed(f"begin execute 'a'{' || 1' * 2000}; end") == ["a" + "1" * 2000]


def test_a_column_and_a_variable_of_one_name_are_ambiguous_unless_the_block_says() -> None:
    body = (
        "declare relname text := 'x'; begin if exists (select from pg_class where relname = 'x') then a x; end if; end"
    )
    schema = Schema(tables=(table("y"),))
    assert ending(body, schema) == "ambiguous_column"
    assert executed(f"#variable_conflict use_column\n{body}", schema) == []
    assert executed(f"#variable_conflict use_variable\n{body}", schema) == ["a x"]
