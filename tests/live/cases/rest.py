"""Schemas, grants, comments, replication, text search, foreign data, settings."""

from __future__ import annotations

from tests.live.cases.case import Case, table

REST = (
    Case(
        "schema",
        "create schema shop",
        "alter schema shop owner to pg_monitor",
        ("schema shop changed: owner: {me} → pg_monitor",),
        "drop schema shop",
    ),
    table(
        "grant",
        "grant insert on orders to pg_monitor",
        "grant on table orders to pg_monitor is left over: INSERT",
    ),
    table(
        "grant with grant option",
        "grant select on orders to pg_monitor with grant option",
        "grant on table orders to pg_monitor changed: privileges: (SELECT) → (SELECT with grant option)",
        columns="id integer); grant select on orders to pg_monitor; select (1",
    ),
    table(
        "grant on a column",
        "grant update (total) on orders to public",
        "grant on column orders.total to public is left over: UPDATE",
    ),
    table(
        "revoked from the owner",
        "revoke delete on orders from current_user",
        "grant on table orders to {me} is left over: revoked DELETE",
    ),
    Case(
        "revoked from public",
        "create function f() returns integer language sql as 'select 1'",
        "revoke execute on function f() from public",
        ("grant on function f() to public is left over: revoked EXECUTE",),
        "drop function f()",
    ),
    Case(
        "grant on a schema",
        "create schema shop",
        "grant usage on schema shop to pg_monitor",
        ("grant on schema shop to pg_monitor is left over: USAGE",),
        "drop schema shop",
    ),
    Case(
        "grant on a type",
        "create domain d as integer",
        "revoke usage on type d from public",
        ("grant on domain d to public is left over: revoked USAGE",),
        "drop domain d",
    ),
    Case(
        "grant on a sequence",
        "create sequence s",
        "grant usage on sequence s to pg_monitor",
        ("grant on sequence s to pg_monitor is left over: USAGE",),
        "drop sequence s",
    ),
    Case(
        "grant on the database",
        "create sequence s",
        "do $$ begin execute format('grant create on database %I to pg_monitor', current_database()); end $$",
        ("grant on database to pg_monitor is left over: CREATE",),
        "drop sequence s;"
        " do $$ begin execute format('revoke create on database %I from pg_monitor', current_database()); end $$",
    ),
    Case(
        "default privileges",
        "alter default privileges grant select on tables to pg_monitor",
        "alter default privileges grant insert on tables to pg_monitor",
        (
            (
                "default privileges for role {me} on tables changed: definition:"
                " SELECT to pg_monitor → INSERT, SELECT to pg_monitor"
            ),
        ),
        "alter default privileges revoke all on tables from pg_monitor",
    ),
    Case(
        "default privileges in a schema",
        "alter default privileges in schema public grant select on tables to pg_monitor",
        "alter default privileges in schema public grant insert on tables to pg_monitor",
        (
            (
                "default privileges for role {me} in schema public on tables changed: definition:"
                " SELECT to pg_monitor → INSERT, SELECT to pg_monitor"
            ),
        ),
        "alter default privileges in schema public revoke all on tables from pg_monitor",
    ),
    table(
        "comment",
        "comment on table orders is 'what was ordered'",
        "comment on table orders is left over: what was ordered",
    ),
    table(
        "comment changed",
        "comment on column orders.id is 'a number'",
        "comment on column orders.id changed: text: its number → a number",
        columns="id integer); comment on column orders.id is 'its number'; select (1",
    ),
    Case(
        "comment on a function",
        "create function f(integer) returns integer language sql as 'select 1'",
        "comment on function f(integer) is 'one'",
        ("comment on function f(integer) is left over: one",),
        "drop function f(integer)",
    ),
    Case(
        "comment on the database",
        "create sequence s",
        "do $$ begin execute format('comment on database %I is ''ours''', current_database()); end $$",
        ("comment on database is left over: ours",),
        "drop sequence s; do $$ begin execute format('comment on database %I is null', current_database()); end $$",
    ),
    Case(
        "extension",
        "drop extension plpgsql",
        "create extension plpgsql",
        ("extension plpgsql is left over",),
        "",
    ),
    Case(
        "publication",
        "create table orders (id integer primary key, name text); create publication news for table orders",
        "alter publication news set table orders (id) where (id > 0)",
        (
            (
                "publication news changed: definition: table public.orders, publish insert update delete truncate"
                " → table public.orders (id) where (id > 0), publish insert update delete truncate"
            ),
        ),
        "drop publication news; drop table orders",
    ),
    Case(
        "subscription",
        "create subscription news connection 'dbname=nowhere' publication a with (connect = false, slot_name = none)",
        "alter subscription news set publication b with (refresh = false)",
        (
            (
                "subscription news changed: definition: publications a, disabled, synchronous_commit…"
                " → publications b, disabled, synchronous_commit…"
            ),
        ),
        "drop subscription news",
    ),
    Case(
        "statistics",
        "create table orders (a integer, b integer); create statistics both_ (ndistinct) on a, b from orders",
        "alter statistics both_ set statistics 50",
        (
            (
                "statistics both_ changed: definition:"
                " CREATE STATISTICS public.both_ (ndistinct) ON a, b FROM public.orders"
                " → CREATE STATISTICS public.both_ (ndistinct) ON a, b FROM public.orders target 50"
            ),
        ),
        "drop table orders",
    ),
    Case(
        "collation object",
        "create collation plain (locale = 'C')",
        "drop collation plain; create collation plain (locale = 'POSIX')",
        (
            (
                "collation plain changed: definition:"
                " provider = libc, lc_collate = C, lc_ctype = C, deterministic = true"
                " → provider = libc, lc_collate = POSIX, lc_ctype = POSIX, deterministic = true"
            ),
        ),
        "drop collation plain",
    ),
    Case(
        "conversion",
        "create conversion mine for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8",
        "drop conversion mine; create default conversion mine for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8",
        (
            (
                "conversion mine changed: definition: for LATIN1 to UTF8 from iso8859_1_to_utf8"
                " → default for LATIN1 to UTF8 from iso8859_1_to_utf8"
            ),
        ),
        "drop conversion mine",
    ),
    Case(
        "text search configuration",
        "create text search configuration mine (copy = simple)",
        "alter text search configuration mine drop mapping for word",
        (
            (
                'text search configuration mine changed: definition: …pg_catalog."default", asciiword with simple,'
                " word with simple, numword with simple, email…"
                ' → …pg_catalog."default", asciiword with simple, numword with simple, email…'
            ),
        ),
        "drop text search configuration mine",
    ),
    Case(
        "text search dictionary",
        "create text search dictionary mine (template = simple)",
        "alter text search dictionary mine (accept = false)",
        (
            (
                "text search dictionary mine changed: definition: template pg_catalog.simple"
                " → template pg_catalog.simple, accept = 'false'"
            ),
        ),
        "drop text search dictionary mine",
    ),
    Case(
        "text search template",
        "create text search template mine (lexize = dsimple_lexize)",
        "drop text search template mine",
        ("text search template mine is missing: init -, lexize dsimple_lexize",),
        "",
    ),
    Case(
        "text search parser",
        "create text search parser mine (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end,"
        " lextypes = prsd_lextype)",
        "drop text search parser mine",
        (
            (
                "text search parser mine is missing: start prsd_start, gettoken prsd_nexttoken, end prsd_end,"
                " lextypes prsd_lextype, headline -"
            ),
        ),
        "",
    ),
    Case(
        "foreign-data wrapper",
        "create foreign data wrapper far",
        "alter foreign data wrapper far options (add a '1')",
        ("foreign-data wrapper far changed: definition: '' → options (a=1)",),
        "drop foreign data wrapper far",
    ),
    Case(
        "foreign server",
        "create foreign data wrapper far; create server there foreign data wrapper far",
        "alter server there version '2' options (add a '1')",
        ("foreign server there changed: definition: wrapper far → wrapper far, version '2', options (a=1)",),
        "drop foreign data wrapper far cascade",
    ),
    Case(
        "user mapping",
        "create foreign data wrapper far; create server there foreign data wrapper far;"
        " create user mapping for public server there",
        "alter user mapping for public server there options (add a '1')",
        ("user mapping for public server there changed: definition: '' → options (a=1)",),
        "drop foreign data wrapper far cascade",
    ),
    Case(
        "foreign table",
        "create foreign data wrapper far; create server there foreign data wrapper far;"
        " create foreign table orders (id integer) server there",
        "alter foreign table orders options (add a '1'); alter foreign table orders alter id options (add b '2')",
        ("orders changed: options: () → (a=1)", "orders.id changed: options: () → (b=2)"),
        "drop foreign data wrapper far cascade",
    ),
    Case(
        "large object",
        "select lo_create(0)",
        "select lo_unlink(oid) from pg_largeobject_metadata",
        ("large object number 1 is missing",),
        "",
    ),
    Case(
        "setting of the database",
        "create sequence s",
        "do $$ begin execute format('alter database %I set work_mem = ''9MB''', current_database()); end $$",
        ("setting work_mem is left over: 9MB",),
        "drop sequence s; do $$ begin execute format('alter database %I reset work_mem', current_database()); end $$",
    ),
    Case(
        "setting of a role in the database",
        "create sequence s",
        "do $$ begin execute format('alter role current_user in database %I set work_mem = ''9MB''',"
        " current_database()); end $$",
        ("setting work_mem of role {me} is left over: 9MB",),
        "drop sequence s; do $$ begin execute format('alter role current_user in database %I reset work_mem',"
        " current_database()); end $$",
    ),
)
