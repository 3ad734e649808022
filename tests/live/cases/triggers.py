"""Triggers, rules, policies and views."""

from __future__ import annotations

from tests.live.cases.case import Case, table

_TOUCH = "create function touch() returns trigger language plpgsql as 'begin return new; end'; "
_FIRE = "create trigger fire before update on orders for each row execute function touch()"

TRIGGERS = (
    Case(
        "trigger",
        f"{_TOUCH} create table orders (id integer); {_FIRE}",
        f"drop trigger fire on orders; {_FIRE.replace('before update', 'before update or insert')}",
        (
            (
                "orders.fire changed: definition: CREATE TRIGGER fire BEFORE UPDATE ON public.orders FOR… →"
                " CREATE TRIGGER fire BEFORE INSERT OR UPDATE ON public.orders FOR…"
            ),
        ),
        "drop table orders; drop function touch()",
    ),
    Case(
        "trigger disabled",
        f"{_TOUCH} create table orders (id integer); {_FIRE}",
        "alter table orders disable trigger fire",
        ("orders.fire changed: enabled: origin → disabled",),
        "drop table orders; drop function touch()",
    ),
    Case(
        "constraint trigger",
        f"{_TOUCH} create table orders (id integer); create constraint trigger fire after update on orders"
        " for each row execute function touch()",
        "drop trigger fire on orders; create constraint trigger fire after update on orders"
        " deferrable for each row execute function touch()",
        (
            (
                "orders.fire changed: definition: …UPDATE ON public.orders NOT DEFERRABLE INITIALLY IMMEDIATE…"
                " → …UPDATE ON public.orders DEFERRABLE INITIALLY IMMEDIATE…"
            ),
        ),
        "drop table orders; drop function touch()",
    ),
    Case(
        "trigger on a view",
        f"{_TOUCH} create view v as select 1 as a; create trigger fire instead of insert on v"
        " for each row execute function touch()",
        "drop trigger fire on v",
        (
            (
                "v.fire is missing: CREATE TRIGGER fire INSTEAD OF INSERT ON public.v FOR EACH ROW"
                " EXECUTE FUNCTION public.touch()"
            ),
        ),
        "drop view v; drop function touch()",
    ),
    Case(
        "event trigger",
        "create function watch() returns event_trigger language plpgsql as 'begin end';"
        " create event trigger watching on ddl_command_end execute function watch()",
        "alter event trigger watching disable",
        (
            (
                "event trigger watching changed: definition: on ddl_command_end execute public.watch()"
                " → on ddl_command_end execute public.watch() disabled"
            ),
        ),
        "drop event trigger watching; drop function watch()",
    ),
    Case(
        "rule",
        "create table orders (id integer); create rule quiet as on insert to orders do instead nothing",
        "create or replace rule quiet as on insert to orders do also nothing",
        (
            (
                "rule orders.quiet changed: definition: line 2: ON INSERT TO public.orders DO INSTEAD NOTHING;"
                " → ON INSERT TO public.orders DO NOTHING;"
            ),
        ),
        "drop table orders",
    ),
    Case(
        "rule disabled",
        "create table orders (id integer); create rule quiet as on insert to orders do instead nothing",
        "alter table orders disable rule quiet",
        (
            (
                "rule orders.quiet changed: definition: line 2: ON INSERT TO public.orders DO INSTEAD NOTHING;"
                " → ON INSERT TO public.orders DO INSTEAD NOTHING; disabled"
            ),
        ),
        "drop table orders",
    ),
    table(
        "policy",
        "alter policy mine on orders using (id > 1)",
        "policy orders.mine changed: using: (id > 0) → (id > 1)",
        columns="id integer); create policy mine on orders for select using (id > 0",
    ),
    table(
        "policy roles",
        "alter policy mine on orders to pg_monitor, pg_signal_backend",
        "policy orders.mine changed: roles: (public) → (pg_monitor, pg_signal_backend)",
        columns="id integer); create policy mine on orders as restrictive using (true",
    ),
)

VIEWS = (
    Case(
        "view",
        "create view v as select 1 as a",
        "create or replace view v as select 2 as a",
        ("view v changed: definition: SELECT 1 AS a; → SELECT 2 AS a;",),
        "drop view v",
    ),
    Case(
        "view options",
        "create view v as select 1 as a",
        "alter view v set (security_barrier = true)",
        ("view v changed: options: () → (security_barrier=true)",),
        "drop view v",
    ),
    Case(
        "view column default",
        "create table orders (id integer); create view v as select id from orders",
        "alter view v alter id set default 3",
        ("v.id changed: default: none → 3",),
        "drop table orders cascade",
    ),
    Case(
        "materialised view",
        "create materialized view v as select 1 as a",
        "refresh materialized view v with no data",
        ("view v changed: populated: yes → no",),
        "drop materialized view v",
    ),
    Case(
        "materialised view index",
        "create materialized view v as select 1 as a",
        "create unique index idx on v (a)",
        ("index idx is left over: CREATE UNIQUE INDEX idx ON public.v USING btree (a)",),
        "drop materialized view v",
    ),
    Case(
        "view became materialised",
        "create view v as select 1 as a",
        "drop view v; create materialized view v as select 1 as a",
        ("view v changed: materialized: no → yes",),
        "drop materialized view v",
    ),
)
