-- form: DROP FUNCTION of several at once
create function a(integer) returns integer language sql as $$ select $1 $$;
create function a(text) returns text language sql as $$ select $1 $$;
create function b() returns integer language sql as $$ select 1 $$;
create function c(x integer, y text default 'x') returns integer language sql as $$ select 1 $$;
create function kept() returns integer language sql as $$ select 1 $$;
comment on function b() is 'the second';
grant execute on function b() to public;
drop function a(integer), b, c(integer, text);

-- form: DROP FUNCTION with argument names and modes
create function split(whole text, out first text, out rest text) language sql as $$ select whole, whole $$;
create function joined(separator text, variadic parts text[]) returns text language sql as $$ select separator $$;
create function doubled(inout value integer) language sql as $$ select value * 2 $$;
create function kept() returns integer language sql as $$ select 1 $$;
drop function split(in whole text, out first text, out rest text);
drop function joined(separator pg_catalog.text, variadic parts text[]), doubled(inout value int4);

-- form: DROP FUNCTION IF EXISTS, where it does and where it does not
create function a(integer) returns integer language sql as $$ select $1 $$;
create function kept() returns integer language sql as $$ select 1 $$;
drop function if exists a(integer), a(text), missing, util.missing(integer) restrict;
drop function if exists a(no_such_type);

-- form: DROP FUNCTION CASCADE takes triggers, defaults, checks, indexes, views and policies
create function clean(text) returns text language sql immutable as $$ select trim($1) $$;
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table orders (
  id integer,
  note text default clean(' x') check (clean(note) <> ''),
  cleaned text generated always as (clean('y')) stored
);
create index orders_clean on orders (clean(note));
create index orders_id on orders (id) where clean('x') = 'x';
create view notes as select clean(note) as note from orders;
create policy clean_ones on orders using (clean(note) = note);
create trigger orders_stamp before insert on orders for each row execute function stamp();
create trigger orders_clean before insert on orders for each row when (clean(new.note) = '') execute function stamp();
create domain cleaned as text check (clean(value) = value);
create function twice(text) returns text language sql return clean($1) || clean($1);
create function hidden(text) returns text language sql as $$ select clean($1) $$;
drop function clean(text) cascade;
drop function stamp cascade;
