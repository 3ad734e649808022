"""Expressions and queries: what PostgreSQL would answer, as text."""

from __future__ import annotations

import pytest

from tests.declared.block.host import ending, evaluated, executed

_VALUES = {
    # Three-valued logic.
    "null and false": "<false>",
    "null or false": "null",
    "not null::boolean": "null",
    "1 = null": "null",
    "null is not distinct from null": "<true>",
    "1 is distinct from null": "<true>",
    "1 in (2, null)": "null",
    "1 not in (2, 3)": "<true>",
    "null is null": "<true>",
    "1 between 0 and 2": "<true>",
    # Literals, arithmetic and text.
    "'it''s'": "<it's>",
    "$q$a'b$q$": "<a'b>",
    "E'a\\tb'": "<a\tb>",
    "7 / 2": "<3>",
    "-7 / 2": "<-3>",
    "-7 % 2": "<-1>",
    "1.50 + 1": "<2.50>",
    "2 + 3 * 4 - 1": "<13>",
    "'a' || 1 || null": "null",
    "concat('a', null, 1)": "<a1>",
    "concat_ws('-', 'a', null, 'b')": "<a-b>",
    "coalesce(null, 'a', 'b')": "<a>",
    "nullif('a', 'a')": "null",
    "greatest(1, null, 3)": "<3>",
    "case when 1 = 2 then 'a' else 'b' end": "<b>",
    # format and quoting.
    "format('%I %L %s %%', 'Order', 'it''s', 7)": "<\"Order\" 'it''s' 7 %>",
    "format('%2$s %1$s', 'a', 'b')": "<b a>",
    "format('%L %s|', null, null)": "<NULL |>",
    "format('%-4s|%4s', 'a', 'b')": "<a   |   b>",
    "quote_ident('order')": '<"order">',
    "quote_ident('orders')": "<orders>",
    "quote_literal('a\\b')": "<E'a\\\\b'>",
    "quote_nullable(null)": "<NULL>",
    # Functions of text.
    "lower('A') || upper('b')": "<aB>",
    "split_part('a_b_c', '_', 2)": "<b>",
    "split_part('a_b_c', '_', -1)": "<c>",
    "substring('abcdef' from 2 for 3)": "<bcd>",
    "substr('abc', 0, 2)": "<a>",
    "substring('x12y' from '[0-9]+')": "<12>",
    "left('abc', -1) || right('abc', 2)": "<abbc>",
    "trim('  a ') || ltrim('xxa', 'x') || rtrim('ax', 'x')": "<aaa>",
    "replace('aXa', 'X', '-')": "<a-a>",
    "regexp_replace('a1b2', '[0-9]', '#', 'g')": "<a#b#>",
    "regexp_replace('ab', '(a)(b)', '\\2\\1')": "<ba>",
    "length('abc') + strpos('abc', 'c')": "<6>",
    "lpad('7', 3, '0')": "<007>",
    "repeat('ab', 2)": "<abab>",
    "position('b' in 'abc')": "<2>",
    "md5('a')": "<0cc175b9c0f1b6a831c399e269772661>",
    # Patterns.
    "'abc' like 'a_c'": "<true>",
    "'a%c' like 'a\\%c'": "<true>",
    "'ABC' ilike 'a%'": "<true>",
    "'abc' not like '%z'": "<true>",
    "'pg_x' !~ '^pg_'": "<false>",
    "'ABC' ~* 'b'": "<true>",
    "'a\n' ~ 'a$'": "<false>",
    "'abc' like any(array['x%', 'a%'])": "<true>",
    # Arrays.
    "array[1, 2]::text[]": "<{1,2}>",
    "array['a b', null, 'c']": '<{"a b",NULL,c}>',
    "('{a,\"b c\",NULL}'::text[])[2]": "<b c>",
    "array_length(array[1, 2], 1)": "<2>",
    "array_length(array[]::int[], 1)": "null",
    "cardinality(array[]::int[])": "<0>",
    "array_to_string(array['a', null, 'b'], ',')": "<a,b>",
    "string_to_array('a,b', ',')": "<{a,b}>",
    "array_append(array[1], 2) || 3": "<{1,2,3}>",
    "2 = any(array[1, 2])": "<true>",
    "2 <> all(array[1, 2])": "<false>",
    "'2' = any('{1,2}')": "<true>",
    "array[1, 2] = array[1, 2]": "<true>",
    "array[1, 2, 3] @> array[2]": "<true>",
    "array_position(array['a', 'b'], 'b')": "<2>",
    # Casts.
    "'7'::int + 1": "<8>",
    "1.5::int": "<2>",
    "'abc'::varchar(2)": "<ab>",
    "true::text": "<true>",
    "'yes'::boolean": "<true>",
    "1.005::numeric(10,2)": "<1.01>",
    "cast(7 as text)": "<7>",
    # Queries.
    "array(select x from (values (2), (1)) v (x) order by x)": "<{1,2}>",
    "(select string_agg(x, ', ' order by n desc) from unnest(array['a', 'b']) with ordinality as t (x, n))": "<b, a>",
    "(select count(*) from generate_series(1, 5) g where g > 2)": "<3>",
    "(select max(x) from unnest(array[3, 9, 4]) x)": "<9>",
    "(select sum(x) filter (where true) from unnest(array[3]) x) is null": "unknown",
    "(select bool_or(x > 8) from unnest(array[3, 9]) x)": "<true>",
    "(with a as (select 1 as n union all select 2) select sum(n) from a)": "<3>",
    "(select x from (select 1 as x) s where x = 2)": "null",
    "exists (select 1 from unnest(array[1]) a left join unnest(array[2]) b on a = b where b is null)": "<true>",
    "(select string_agg(t || n, ',') from (select t, count(*) as n from (values ('a'), ('b'), ('a')) v (t) "
    "group by t having count(*) > 1) s)": "<a2>",
    "(select distinct x from unnest(array[1, 1]) x)": "<1>",
    "(select x from generate_series(1, 9) x order by x desc limit 1 offset 1)": "<8>",
    "array(select unnest(array['b', 'a']) order by 1)": "<{a,b}>",
    "(1, 2) in (select 1, 2)": "<true>",
    "current_schema()": "<public>",
    "current_schemas(true)": "<{pg_catalog,public}>",
    # What no text says.
    "now()": "unknown",
    "gen_random_uuid()": "unknown",
    "current_setting('server_version_num')::int": "unknown",
    "(select count(*) from users)": "unknown",
    "now() is null": "<false>",
    "coalesce(random(), 1) is null": "<false>",
    "null and random() > 1": "unknown",
    "false and random() > 1": "<false>",
}


@pytest.mark.parametrize("expression", _VALUES)
def test_an_expression_has_the_value_that_postgresql_gives_it(expression: str) -> None:
    expected = _VALUES[expression]
    if expected == "unknown":
        assert ending(f"begin execute coalesce(({expression})::text, 'null'); end") == "unknowable"
    else:
        assert evaluated(expression) == expected


@pytest.mark.parametrize(
    ("expression", "condition"),
    [
        ("1 / 0", "division_by_zero"),
        ("'x'::int", "invalid_text_representation"),
        ("99999999999::int", "numeric_value_out_of_range"),
        ("nothing", "undefined_column"),
        ("(select x from (values (1), (2)) v (x))", "cardinality_violation"),
        ("format('%I', null)", "null_value_not_allowed"),
        ("format('%s')", "invalid_parameter_value"),
        ("'x' ~ '('", "invalid_regular_expression"),
        ("'{a'::text[]", "invalid_text_representation"),
        ("'no_such'::regclass", "undefined_table"),
        ("'no_such'::regtype", "undefined_object"),
        ("'int'::regtype = 'int'", "invalid_text_representation"),
    ],
)
def test_an_expression_fails_as_it_would_on_the_server(expression: str, condition: str) -> None:
    assert ending(f"begin if ({expression}) is null then create x; end if; end") == condition


def test_an_unknown_value_matters_only_where_it_decides_something() -> None:
    body = "declare a text := now(); b int; begin select count(*) into b from t; create x; end"
    assert executed(body) == ["create x"]
