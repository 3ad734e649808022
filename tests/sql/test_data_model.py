"""The catalog after the up holds what the specification asks for, and nothing else."""

from __future__ import annotations

import re
from typing import Any

import psycopg
import pytest

from tests.sql.data_model import CHECKS, ENUMS, FOREIGN_KEYS, INDEXES, TABLES, UNIQUES, WITH_UPDATED_AT, Column

Connection = psycopg.Connection[tuple[Any, ...]]

each_table = pytest.mark.parametrize("table", TABLES)


def named(prefix: str, table: str, columns: tuple[str, ...]) -> str:
    return "_".join((prefix, table, *columns))


def constraints(model: Connection, table: str, kind: str) -> dict[str, str]:
    found = model.execute(
        "select conname::text, pg_get_constraintdef(oid) from pg_constraint"
        " where conrelid = %s::regclass and contype = %s order by oid",
        (table, kind),
    )
    return dict(found.fetchall())


def test_there_are_the_eleven_tables_and_no_other_relation_but_indexes(model: Connection) -> None:
    found = model.execute(
        "select relname::text, relkind::text from pg_class"
        " where relnamespace = 'public'::regnamespace and relkind <> 'i'"
    )
    assert dict(found.fetchall()) == dict.fromkeys(TABLES, "r")
    assert len(TABLES) == 11


def test_there_are_the_thirteen_enums_with_their_labels_in_order_and_no_other_type(model: Connection) -> None:
    found = model.execute(
        "select typname::text, array(select enumlabel::text from pg_enum where enumtypid = pg_type.oid"
        " order by enumsortorder) from pg_type"
        " where typnamespace = 'public'::regnamespace and typelem = 0 and typrelid = 0"
    )
    assert dict(found.fetchall()) == ENUMS
    assert len(ENUMS) == 13


def test_there_is_one_trigger_function_and_no_other_routine(model: Connection) -> None:
    found = model.execute(
        "select proname::text, prorettype::regtype::text from pg_proc where pronamespace = 'public'::regnamespace"
    ).fetchall()
    assert found == [("set_updated_at", "trigger")]


def test_no_extension_schema_or_rule_is_made(model: Connection) -> None:
    found = model.execute(
        "select extname::text from pg_extension where extname <> 'plpgsql'"
        " union all select nspname::text from pg_namespace where oid >= 16384 and nspname !~ '^pg_'"
        " union all select rulename::text from pg_rules where schemaname = 'public'"
    )
    assert found.fetchall() == []


@each_table
def test_the_columns_have_their_types_defaults_and_nullability_in_order(model: Connection, table: str) -> None:
    found = model.execute(
        "select attname::text, format_type(atttypid, atttypmod), pg_get_expr(adbin, adrelid), not attnotnull"
        " from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum"
        " where attrelid = %s::regclass and attnum > 0 and not attisdropped order by attnum",
        (table,),
    ).fetchall()
    columns = [(name, Column(kind, default, null)) for name, kind, default, null in found]
    # Compared as lists: the order is the specification's too.
    assert columns == list(TABLES[table].items())


@each_table
def test_the_primary_key_is_the_uuid(model: Connection, table: str) -> None:
    assert constraints(model, table, "p") == {f"pk_{table}": "PRIMARY KEY (id)"}


@each_table
def test_the_unique_constraints_are_these(model: Connection, table: str) -> None:
    expected = {named("uq", table, columns): f"UNIQUE ({', '.join(columns)})" for columns in UNIQUES.get(table, [])}
    assert constraints(model, table, "u") == expected


@each_table
def test_the_foreign_keys_have_their_actions_and_were_made_in_order(model: Connection, table: str) -> None:
    expected = {
        named("fk", table, key.columns): f"FOREIGN KEY ({', '.join(key.columns)})"
        f" REFERENCES {key.table}({', '.join(key.references)}) ON DELETE {key.on_delete}"
        for key in FOREIGN_KEYS.get(table, [])
    }
    assert list(constraints(model, table, "f").items()) == list(expected.items())


@each_table
def test_the_checks_are_these(model: Connection, table: str) -> None:
    assert sorted(constraints(model, table, "c")) == CHECKS.get(table, [])


@each_table
def test_the_indexes_besides_those_of_keys_are_these(model: Connection, table: str) -> None:
    found = model.execute(
        "select indexrelid::regclass::text, pg_get_indexdef(indexrelid), indisvalid from pg_index"
        " where indrelid = %s::regclass"
        " and not exists (select from pg_constraint where conindid = indexrelid and conrelid = indrelid)",
        (table,),
    )
    expected = {}
    for columns in INDEXES.get(table, []):
        name = named("idx", table, columns)
        expected[name] = (f"CREATE INDEX {name} ON public.{table} USING btree ({', '.join(columns)})", True)
    assert {name: (definition, valid) for name, definition, valid in found} == expected


def test_every_foreign_keys_columns_lead_a_whole_index(model: Connection) -> None:
    bare = model.execute(
        "select conname::text from pg_constraint where contype = 'f'"
        " and connamespace = 'public'::regnamespace and not exists ("
        "  select from pg_index where indrelid = conrelid and indisvalid and indpred is null"
        "  and (indkey::int2[])[0:cardinality(conkey) - 1] = conkey)"
    )
    assert bare.fetchall() == []


def test_no_index_repeats_the_leading_columns_of_another(model: Connection) -> None:
    repeated = model.execute(
        "select a.indexrelid::regclass::text, b.indexrelid::regclass::text from pg_index a join pg_index b"
        " on a.indrelid = b.indrelid and a.indexrelid <> b.indexrelid and not a.indisunique"
        " and (b.indkey::int2[])[0:a.indnkeyatts - 1] = a.indkey::int2[]"
        " where a.indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)"
    )
    assert repeated.fetchall() == []


def test_every_table_with_updated_at_and_no_other_has_its_trigger(model: Connection) -> None:
    found = model.execute("select tgname::text, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal")
    assert dict(found.fetchall()) == {
        f"trg_{table}_updated_at": f"CREATE TRIGGER trg_{table}_updated_at BEFORE UPDATE ON public.{table}"
        " FOR EACH ROW EXECUTE FUNCTION set_updated_at()"
        for table in WITH_UPDATED_AT
    }
    assert len(WITH_UPDATED_AT) == 6


def test_every_status_and_type_column_is_an_enum(model: Connection) -> None:
    # provider_raw_status is the provider's own word, which no enum could list.
    found = model.execute(
        "select attrelid::regclass::text, attname::text from pg_attribute join pg_type on pg_type.oid = atttypid"
        " where attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r')"
        " and attname ~ '(^|_)(status|type|state|outcome|role|source)$' and typtype <> 'e'"
    )
    assert found.fetchall() == [("call_attempts", "provider_raw_status")]


def test_every_table_and_every_enum_carries_a_comment(model: Connection) -> None:
    silent = model.execute(
        "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
        " and obj_description(oid, 'pg_class') is null"
        " union all select typname::text from pg_type where typnamespace = 'public'::regnamespace"
        " and typtype = 'e' and obj_description(oid, 'pg_type') is null"
    )
    assert silent.fetchall() == []


def test_one_index_serves_every_condition_of_the_schedulers_scan(model: Connection) -> None:
    model.execute(
        "insert into contacts (campaign_id, phone_number, state, attempts_count, do_not_call)"
        " select campaigns.id, '+1' || 2025550000 + n, (enum_range(null::contact_state))[1 + n % 6], n % 5, n % 7 = 0"
        " from campaigns, generate_series(1, 500) as n"
    )
    model.execute("analyze contacts")
    lines = model.execute(
        "explain select id from contacts where campaign_id = '00000003-0000-4000-8000-000000000003'"
        " and state in ('pending', 'not_reached') and not do_not_call and attempts_count < 3"
    ).fetchall()
    plan = "\n".join(line for (line,) in lines)
    assert "idx_contacts_campaign_id_do_not_call_state_attempts_count" in plan
    (condition,) = re.findall("Index Cond: (.*)", plan)
    assert [word for word in ("campaign_id", "do_not_call", "state", "attempts_count") if word not in condition] == []
