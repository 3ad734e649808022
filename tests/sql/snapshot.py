"""Everything a database means, as comparable Python values, so that "changes nothing" is `==`."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

Connection = psycopg.Connection[tuple[Any, ...]]

# Definitions as PostgreSQL prints them; no object identifiers, no row versions.
CATALOG = """
select 'relation', relname, relkind::text || relpersistence::text || relrowsecurity::text
from pg_class where relnamespace = 'public'::regnamespace
union all
select
    'column',
    format('%s.%s', attrelid::regclass, attname),
    concat_ws(' ', attnum, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid))
from pg_attribute
join pg_class on pg_class.oid = attrelid
left join pg_attrdef on adrelid = attrelid and adnum = attnum
where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
union all
select 'constraint', format('%s.%s', conrelid::regclass, conname), pg_get_constraintdef(oid) || convalidated::text
from pg_constraint where connamespace = 'public'::regnamespace
union all
select 'index', indexrelid::regclass::text, pg_get_indexdef(indexrelid) || indisvalid::text
from pg_index join pg_class on pg_class.oid = indexrelid where relnamespace = 'public'::regnamespace
union all
select 'trigger', format('%s.%s', tgrelid::regclass, tgname), pg_get_triggerdef(oid) || tgenabled::text
from pg_trigger where not tgisinternal
union all
select 'function', oid::regprocedure::text, pg_get_functiondef(oid)
from pg_proc where pronamespace = 'public'::regnamespace
union all
select
    'type',
    typname,
    typtype::text || coalesce(
        (select string_agg(enumlabel, ',' order by enumsortorder) from pg_enum where enumtypid = pg_type.oid), '')
from pg_type where typnamespace = 'public'::regnamespace
union all
select 'comment', pg_describe_object(classoid, objoid, objsubid), description
from pg_description
where classoid in ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass) and objoid >= 16384
order by 1, 2, 3
"""


def catalog(connection: Connection) -> list[tuple[Any, ...]]:
    """Return one (kind, name, definition) for everything in the schema public."""
    return connection.execute(CATALOG).fetchall()


def tables(connection: Connection) -> list[str]:
    """Return the names of the tables in the schema public."""
    found = connection.execute("select tablename::text from pg_tables where schemaname = 'public' order by 1")
    return [name for (name,) in found]


def rows(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table with the transaction that wrote it, so that a rewritten equal row shows."""
    return {
        table: connection.execute(
            sql.SQL("select ctid::text, xmin::text, t::text from {} as t order by 1").format(sql.Identifier(table))
        ).fetchall()
        for table in tables(connection)
    }
