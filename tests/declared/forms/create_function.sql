-- form: CREATE FUNCTION in SQL, with arguments of every mode
create function add(integer, integer) returns integer language sql as 'select $1 + $2';
create function add_named(a integer, b integer default 1, c numeric = 2.5) returns numeric
  language sql immutable as $$ select a + b + c $$;
create function split(in whole text, out first text, out rest text) language sql as $$ select whole, whole $$;
create function double(inout value integer) language sql as $$ select value * 2 $$;
create function joined(separator text, variadic parts text[]) returns text
  language sql as $$ select array_to_string(parts, separator) $$;
create function optional(a integer, b text default null, c text[] default '{}', d date default current_date)
  returns void language sql as $$ select null $$;

-- form: CREATE FUNCTION … RETURNS TABLE, SETOF and a row
create table orders (id integer, note text, total numeric(10, 2));
create type pair as (first text, second text);
create function rows_of() returns table (number integer, label text) language sql as $$ select 1, 'a'::text $$;
create function all_orders() returns setof orders language sql as $$ select * from orders $$;
create function one_order(integer) returns orders language sql as $$ select * from orders where id = $1 $$;
create function numbers(n integer) returns setof integer language sql as $$ select generate_series(1, n) $$;
create function pairs() returns setof pair language sql as $$ select 'a'::text, 'b'::text $$;
create function anything() returns setof record language sql as $$ select 1, 2 $$;
create function both_ways(out a integer, out b text) returns setof record language sql as $$ select 1, 'a'::text $$;
create function nothing() returns void language sql as $$ $$;

-- form: CREATE FUNCTION with every attribute
create function plain(integer) returns integer language sql as $$ select 1 $$;
create function a(integer) returns integer language sql immutable strict parallel safe cost 5 as $$ select $1 $$;
create function b(integer) returns integer as $$ select $1 $$ stable called on null input parallel restricted language sql;
create function c(integer) returns integer language sql volatile returns null on null input not leakproof as $$ select 1 $$;
create function d(integer) returns integer language sql security definer parallel unsafe as $$ select $1 $$;
create function e(integer) returns setof integer language sql external security invoker rows 10 cost 0.5 as $$ select 1 $$;
create function f() returns text language sql external security definer set search_path = pg_catalog, public
  set work_mem to '8MB' set timezone from current as $$ select 'x' $$;
create function g() returns text language sql set search_path to '' set statement_timeout = 0 as $$ select 'x' $$;

-- form: CREATE FUNCTION … LEAKPROOF, WINDOW and with a support function
-- superuser
create function secret(integer) returns boolean language sql immutable leakproof as $$ select $1 > 0 $$;
create function my_row_number() returns bigint language internal window immutable as 'window_row_number';
create function my_series(integer, integer) returns setof integer
  language internal immutable strict rows 100 support generate_series_int4_support as 'generate_series_int4';
create function trimmed(text) returns text language internal immutable strict as 'btrim1';
create function from_library(text) returns text language c immutable strict as '$libdir/fuzzystrmatch', 'soundex';

-- form: CREATE FUNCTION in PL/pgSQL
create table orders (id serial primary key, note text);
create function add_order(note text, out new_id integer) language plpgsql as $body$
declare
  quoted text := $$it's$$;
begin
  -- one; two
  insert into orders (note) values (add_order.note || quoted) returning id into new_id;
end;
$body$;
create function no_result() returns void language plpgsql as 'begin null; end';
create function of_trigger() returns trigger language plpgsql as $$ begin return old; end $$;
create function quoted() returns text language plpgsql as E'begin\n  return \'a\\b\';\nend';

-- form: CREATE FUNCTION with a body of standard SQL
create table orders (id integer primary key, note text);
create function increased(a integer) returns integer language sql immutable return a + 1;
create function without_language(a integer, b text default 'x') returns text return b || a;
create function in_steps(number integer, remark text) returns bigint
begin atomic
  insert into orders (id, note) values (number, remark);
  update orders set note = remark where id = number;
  delete from orders where note is null;
  select count(*) from orders;
end;
create function joined() returns table (id integer, label text) stable
begin atomic
  select o.id, case when o.note = '' then 'none' else o.note end from orders o order by o.id;
end;
create function nothing() returns void begin atomic end;

-- form: CREATE FUNCTION overloaded
create function area(a numeric) returns numeric language sql as $$ select a * a $$;
create function area(a numeric, b numeric) returns numeric language sql as $$ select a * b $$;
create function area(a text) returns text language sql as $$ select a $$;
create function area(variadic a numeric[]) returns numeric language sql as $$ select a[1] $$;
create schema shapes;
create function shapes.area(a numeric) returns numeric language sql as $$ select a $$;

-- form: CREATE OR REPLACE FUNCTION
create function area(a numeric) returns numeric language sql immutable strict as $$ select a * a $$;
comment on function area(numeric) is 'in square metres';
grant execute on function area(numeric) to public;
create view areas as select area(2) as area;
create or replace function area(a numeric) returns numeric language sql as $$ select a * a * 1 $$;
create or replace function area(a integer) returns integer language sql as $$ select a $$;
create or replace function area(a numeric, b numeric default 1) returns numeric language sql as $$ select a * b $$;

-- form: CREATE FUNCTION with types of its own, found by search_path
create schema util;
create type util.status as enum ('open', 'closed');
create domain util.email as text;
set search_path = util, public;
create function is_open(state status, others status[] default '{open}', mail email default 'a@b') returns boolean
  language sql as $$ select true $$;
create function public.state(integer) returns util.status language sql as $$ select 'open'::util.status $$;
reset search_path;
create function other_state(util.status, util.email[]) returns setof util.status language sql as $$ select $1 $$;

-- form: CREATE FUNCTION with types in all spellings
create function spelled(
  a int, b int4[], c character varying(10), d varchar, e char(3), f double precision, g timestamp(3) with time zone,
  h time, i numeric(10, 2), j bit varying(5), k interval year to month, l "char", m integer array, n bool, o decimal
) returns timestamptz language sql as $$ select now() $$;

-- form: CREATE FUNCTION with polymorphic types
create function first_of(anyarray) returns anyelement language sql immutable as $$ select $1[1] $$;
create function either(anyelement, anyelement) returns anyelement language sql immutable as $$ select coalesce($1, $2) $$;
create function lower_of(anyrange) returns anyelement language sql immutable as $$ select lower($1) $$;
create function pick(anycompatible, anycompatible) returns anycompatible language sql immutable as $$ select $1 $$;

-- form: CREATE FUNCTION that a default, a check, a generated column and an index use
create function next_code() returns text language sql volatile as $$ select 'x' $$;
create function is_code(text) returns boolean language sql immutable as $$ select $1 <> '' $$;
create function clean(text) returns text language sql immutable as $$ select trim($1) $$;
create table orders (
  code text default next_code() check (is_code(code)), cleaned text generated always as (clean(code)) stored
);
create index on orders (clean(code));
alter function clean(text) rename to cleaned;
create schema util;
alter function next_code() set schema util;

-- form: CREATE FUNCTION with names that need quotes
create function "Add Tax"("Net Price" numeric, "rate %" numeric default 0.2) returns numeric
  language sql as $$ select $1 * (1 + $2) $$;
create table orders (net numeric default "Add Tax"(1));

-- form: CREATE FUNCTION with a default that names a type and a sequence
create type status as enum ('open', 'closed');
create sequence numbers;
create function opened(state status default 'open', number bigint default nextval('numbers')) returns void
  language sql as $$ $$;
alter type status rename value 'open' to 'new';
alter sequence numbers rename to order_numbers;
alter type status rename to order_status;
