"""Types, functions and what is made of them."""

from __future__ import annotations

from tests.live.cases.case import Case

TYPES = (
    Case(
        "enum label",
        "create type mood as enum ('sad', 'happy')",
        "alter type mood add value 'calm' before 'happy'",
        ("type mood changed: labels: (sad, happy) → (sad, calm, happy)",),
        "drop type mood",
    ),
    Case(
        "enum order",
        "create type mood as enum ('sad', 'happy')",
        "drop type mood; create type mood as enum ('happy', 'sad')",
        ("type mood changed: labels: (sad, happy) → (happy, sad)",),
        "drop type mood",
    ),
    Case(
        "enum became composite",
        "create type mood as enum ('sad', 'happy')",
        "drop type mood; create type mood as (a integer)",
        ("type mood changed: enum (sad, happy) → composite (a integer)",),
        "drop type mood",
    ),
    Case(
        "type owner",
        "create type mood as enum ('sad')",
        "alter type mood owner to pg_monitor",
        ("type mood changed: owner: {me} → pg_monitor",),
        "drop type mood",
    ),
    Case(
        "domain check",
        "create domain positive as integer constraint above check (value > 0)",
        "alter domain positive drop constraint above; alter domain positive add constraint above check (value > 1)",
        (
            (
                "domain positive changed: checks: ((above, CHECK ((VALUE > 0)), yes))"
                " → ((above, CHECK ((VALUE > 1)), yes))"
            ),
        ),
        "drop domain positive",
    ),
    Case(
        "domain default",
        "create domain positive as integer",
        "alter domain positive set default 3; alter domain positive set not null",
        ("domain positive changed: not null: no → yes; default: none → 3",),
        "drop domain positive",
    ),
    Case(
        "composite type",
        "create type item as (a integer, b text)",
        "alter type item alter attribute a type bigint",
        ("type item changed: definition: composite (a integer, b text) → composite (a bigint, b text)",),
        "drop type item",
    ),
    Case(
        "range type",
        "create type span as range (subtype = float8, subtype_diff = float8mi)",
        "drop type span; create type span as range (subtype = float8)",
        (
            (
                "type span changed: definition: …= pg_catalog.float8_ops, subtype_diff = float8mi,"
                " multirange_type_name = public.span_multirange"
                " → …= pg_catalog.float8_ops, multirange_type_name = public.span_multirange"
            ),
        ),
        "drop type span",
    ),
    Case(
        "base type",
        "create type odd; create function odd_in(cstring) returns odd language internal immutable strict as 'textin';"
        " create function odd_out(odd) returns cstring language internal immutable strict as 'textout';"
        " create type odd (input = odd_in, output = odd_out, like = text)",
        "alter type odd set (storage = external)",
        (
            (
                "type odd changed: definition: …alignment = i, storage = x, category = U, preferred…"
                " → …alignment = i, storage = e, category = U, preferred…"
            ),
        ),
        "drop type odd cascade",
    ),
    Case(
        "shell type",
        "create type odd",
        "drop type odd",
        ("type odd is missing: shell",),
        "",
    ),
)

CODE = (
    Case(
        "function body",
        "create function f(a integer) returns integer language sql as 'select 1'",
        "create or replace function f(a integer) returns integer language sql as 'select 2'",
        (
            (
                "function f(integer) changed: definition: line 4: AS $function$select 1$function$"
                " → AS $function$select 2$function$"
            ),
        ),
        "drop function f(integer)",
    ),
    Case(
        "function volatility",
        "create function f() returns integer language sql begin atomic select 1; end",
        "alter function f() immutable set search_path = ''",
        ("function f() changed: definition: line 4: nothing → IMMUTABLE SET search_path TO ''",),
        "drop function f()",
    ),
    Case(
        "function overload",
        "create function f(a integer) returns integer language sql as 'select 1'",
        "create function f(a text) returns integer language sql as 'select 1'",
        ("function f(text) is left over",),
        "drop function f(text); drop function f(integer)",
    ),
    Case(
        "procedure",
        "create procedure p() language sql as 'select 1'",
        "alter procedure p() security definer",
        ("function p() changed: definition: line 3: nothing → SECURITY DEFINER",),
        "drop procedure p()",
    ),
    Case(
        "aggregate",
        "create aggregate total(integer) (sfunc = int4pl, stype = integer)",
        "create or replace aggregate total(integer) (sfunc = int4pl, stype = integer, initcond = '0')",
        (
            (
                "function total(integer) changed: definition: …integer, finalfunc_modify = r, mfinalfunc_modify = r,"
                " parallel… → …integer, finalfunc_modify = r, initcond = '0', mfinalfunc_modify = r, parallel…"
            ),
        ),
        "drop aggregate total(integer)",
    ),
    Case(
        "operator",
        "create function same(integer, integer) returns boolean language sql as 'select $1 = $2';"
        " create operator === (leftarg = integer, rightarg = integer, function = same)",
        "alter operator === (integer, integer) set (restrict = eqsel)",
        (
            (
                "operator ===(integer, integer) changed: definition:"
                " function public.same(integer,integer), result boolean"
                " → function public.same(integer,integer), result boolean, restrict eqsel"
            ),
        ),
        "drop operator === (integer, integer); drop function same(integer, integer)",
    ),
    Case(
        "operator class",
        "create operator class whole for type integer using btree as operator 1 <, operator 3 =,"
        " function 1 btint4cmp(integer, integer)",
        "alter operator family whole using btree add operator 5 > (integer, integer)",
        (
            (
                "operator family whole using btree changed: definition:"
                " …operator 3 =(integer,integer), function 1 (integer, integer)…"
                " → …operator 3 =(integer,integer), operator 5 >(integer,integer), function 1 (integer, integer)…"
            ),
        ),
        "drop operator family whole using btree",
    ),
    Case(
        "system operator family",
        "create function less(integer, text) returns boolean language sql as 'select true';"
        " create operator <<< (leftarg = integer, rightarg = text, function = less)",
        "alter operator family integer_ops using btree add operator 1 <<< (integer, text)",
        ("operator family pg_catalog.integer_ops using btree is left over: operator 1 public.<<<(integer,text)",),
        "alter operator family integer_ops using btree drop operator 1 (integer, text);"
        " drop operator <<< (integer, text); drop function less(integer, text)",
    ),
    Case(
        "cast",
        "create type item as (a integer); create function to_item(integer) returns item language sql"
        " as 'select row($1)::public.item';"
        " create cast (integer as item) with function to_item(integer)",
        "drop cast (integer as item); create cast (integer as item) with function to_item(integer) as assignment",
        (
            (
                "cast (integer as public.item) changed: definition: with function public.to_item(integer)"
                " → with function public.to_item(integer) as assignment"
            ),
        ),
        "drop type item cascade",
    ),
    Case(
        "language",
        "create language mine handler plpgsql_call_handler",
        "drop language mine; create trusted language mine handler plpgsql_call_handler",
        (
            (
                "language mine changed: definition: untrusted, handler plpgsql_call_handler"
                " → trusted, handler plpgsql_call_handler"
            ),
        ),
        "drop language mine",
    ),
    Case(
        "transform",
        "create function in_(internal) returns internal language internal immutable strict as 'textin';"
        " create transform for integer language plpgsql (from sql with function in_(internal))",
        "drop transform for integer language plpgsql",
        ("transform for integer language plpgsql is missing: from sql with public.in_(internal)",),
        "drop function in_(internal)",
    ),
    Case(
        "access method",
        "create access method mine type index handler bthandler",
        "drop access method mine; create access method mine type index handler hashhandler",
        ("access method mine changed: definition: type index, handler bthandler → type index, handler hashhandler",),
        "drop access method mine",
    ),
    Case(
        "sequence",
        "create sequence s",
        "alter sequence s increment 5 cycle",
        ("sequence s changed: increment: 1 → 5; cycle: no → yes",),
        "drop sequence s",
    ),
    Case(
        "sequence owner",
        "create sequence s; create table orders (id integer)",
        "alter sequence s owned by orders.id",
        ("sequence s changed: owned by: none → orders.id",),
        "drop table orders",
    ),
)
