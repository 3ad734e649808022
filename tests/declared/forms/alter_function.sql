-- form: ALTER FUNCTION … every attribute
create function a(integer) returns integer language sql as $$ select $1 $$;
create function b(integer) returns setof integer language sql strict immutable security definer as $$ select $1 $$;
create function c(integer) returns integer language sql stable as $$ select $1 $$;
alter function a(integer) immutable strict parallel safe cost 5 security definer;
alter function a(integer) returns null on null input not leakproof;
alter function b(integer) called on null input volatile external security invoker parallel restricted rows 7 restrict;
alter function c(integer) external security definer cost 100 parallel unsafe;

-- form: ALTER FUNCTION … LEAKPROOF and SUPPORT
-- superuser
create function secret(integer) returns boolean language sql immutable as $$ select $1 > 0 $$;
create function my_series(integer, integer) returns setof integer
  language internal immutable strict as 'generate_series_int4';
alter function secret(integer) leakproof;
alter function my_series(integer, integer) support generate_series_int4_support rows 50;

-- form: ALTER FUNCTION … SET and RESET settings
create function a() returns text language sql set search_path = public set work_mem = '8MB' as $$ select 'x' $$;
create function b() returns text language sql set search_path = public set work_mem = '8MB' as $$ select 'x' $$;
create function c() returns text language sql as $$ select 'x' $$;
alter function a() set search_path to pg_catalog, pg_temp;
alter function a() reset work_mem;
alter function b() reset all;
alter function c() set statement_timeout = '5s' set timezone from current;
alter function c() set timezone = default;

-- form: ALTER FUNCTION … RENAME TO, where defaults, views and triggers use it
create function clean(text) returns text language sql immutable as $$ select trim($1) $$;
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table orders (note text default clean(' x') check (clean(note) <> ''));
create index orders_clean on orders (clean(note));
create view notes as select clean(note) as note from orders;
create trigger orders_stamp before insert on orders for each row execute function stamp();
comment on function clean(text) is 'without blanks';
alter function clean(text) rename to trimmed;
alter function stamp rename to stamped;

-- form: ALTER FUNCTION … SET SCHEMA
create schema util;
create function clean(text) returns text language sql immutable as $$ select trim($1) $$;
create function clean(text, text) returns text language sql immutable as $$ select trim($1) $$;
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table orders (note text check (clean(note) <> ''));
create trigger orders_stamp before insert on orders for each row execute function stamp();
alter function clean(in blank text) set schema util;
alter function stamp() set schema util;

-- form: ALTER FUNCTION … OWNER TO
-- role: writer
grant create on schema public to writer;
create function clean(text) returns text language sql as $$ select trim($1) $$;
create function other() returns text language sql as $$ select 'x' $$;
alter function clean(text) owner to writer;
alter function other() owner to current_role;

-- form: ALTER FUNCTION … DEPENDS ON EXTENSION
create extension citext;
create function clean(text) returns text language sql as $$ select trim($1) $$;
create function other(text) returns text language sql as $$ select trim($1) $$;
alter function clean(text) depends on extension citext;
alter function other(text) depends on extension citext;
alter function other(text) no depends on extension citext;
drop extension citext;

-- form: ALTER FUNCTION with argument names and modes
create function split(whole text, out first text, out rest text) language sql as $$ select whole, whole $$;
create function joined(separator text, variadic parts text[]) returns text language sql as $$ select separator $$;
alter function split(in whole text, out first text, out rest text) rename to halves;
alter function joined(separator text, variadic parts text[]) strict;
alter function halves immutable;
