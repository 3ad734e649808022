-- form: COMMENT ON TABLE, COLUMN, INDEX, SEQUENCE, VIEW and MATERIALIZED VIEW
create table orders (id serial primary key, note text, "größe" numeric);
create index orders_note on orders (note);
create view notes as select id, note from orders;
create materialized view counted as select count(*) as number from orders;
comment on table orders is 'what was ordered';
comment on column orders.note is 'free text; it''s optional';
comment on column public.orders."größe" is E'two\nlines';
comment on index orders_note is 'for the search';
comment on sequence orders_id_seq is 'counts';
comment on view notes is $$in dollars$$;
comment on column notes.note is U&'\0061 unicode';
comment on materialized view counted is 'how many';
comment on column counted.number is 'the number';

-- form: COMMENT ON CONSTRAINT, TRIGGER, RULE and POLICY
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table customers (id integer primary key, name text unique);
create table orders (
  id integer primary key, total numeric check (total > 0), customer_id integer references customers, during tsrange,
  exclude using gist (during with &&)
);
create trigger orders_stamp before insert on orders for each row execute function stamp();
create rule kept as on delete to orders do instead nothing;
create policy anyone on orders using (true);
create domain amount as numeric check (value > 0);
comment on constraint orders_pkey on orders is 'the key';
comment on constraint orders_total_check on orders is 'no free lunch';
comment on constraint orders_customer_id_fkey on public.orders is 'who bought';
comment on constraint orders_during_excl on orders is 'one at a time';
comment on constraint customers_name_key on customers is 'one name';
comment on constraint amount_check on domain amount is 'positive';
comment on trigger orders_stamp on orders is 'when';
comment on rule kept on orders is 'never deleted';
comment on policy anyone on orders is 'everyone';

-- form: COMMENT ON FUNCTION, PROCEDURE, ROUTINE and AGGREGATE
create function clean(a text, b text default 'x') returns text language sql as $$ select $1 $$;
create function clean(a integer) returns integer language sql as $$ select $1 $$;
create function only_one(whole text, out first text) language sql as $$ select $1 $$;
create procedure clear(integer) language sql as $$ select 1 $$;
create procedure fill(inout a integer) language plpgsql as $$ begin null; end $$;
create aggregate total (integer) (sfunc = int4pl, stype = integer);
create aggregate rows_of (*) (sfunc = int8inc, stype = bigint, initcond = '0');
comment on function clean(a text, b pg_catalog.text) is null;
comment on function clean(text, text) is 'of text';
comment on function clean(int) is 'of numbers';
comment on function only_one is 'the only one';
comment on procedure clear(integer) is 'away with it';
comment on routine fill(inout a integer) is 'to the brim';
comment on aggregate total (int4) is 'the sum';
comment on aggregate rows_of (*) is 'how many';

-- form: COMMENT ON TYPE, DOMAIN, COLLATION, CONVERSION, CAST, OPERATOR and STATISTICS
create type status as enum ('open');
create type address as (street text, city text);
create type span as range (subtype = numeric);
create domain email as text;
create domain code as text;
create collation german (locale = 'C');
create conversion latin for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create cast (address as text) with inout;
create operator === (function = texteq, leftarg = text, rightarg = text);
create operator !!! (function = int4abs, rightarg = integer);
create table orders (id integer, note text);
create statistics orders_stats on id, note from orders;
comment on type status is 'where it stands';
comment on type address is 'where to send it';
comment on column address.street is 'and number';
comment on type span is 'from and to';
comment on domain email is 'where to write';
comment on type code is 'a domain too';
comment on collation german is 'sorted';
comment on conversion latin is 'from the past';
comment on cast (address as text) is 'in one line';
comment on operator === (text, text) is 'the same';
comment on operator !!! (none, integer) is 'without sign';
comment on statistics orders_stats is 'for the planner';

-- form: COMMENT ON SCHEMA, EXTENSION, PUBLICATION and DATABASE
create schema sales;
create extension citext;
create table orders (id integer);
create publication shop for table orders;
comment on schema sales is 'all that is sold';
comment on schema public is 'where it began';
comment on extension citext is 'no case';
comment on publication shop is 'for the others';
do $$ begin execute format('comment on database %I is %L', current_database(), 'the shop'); end $$;

-- form: COMMENT ON TEXT SEARCH CONFIGURATION and DICTIONARY
create text search configuration words (copy = simple);
create text search dictionary stems (template = simple);
comment on text search configuration words is 'as they are';
comment on text search dictionary stems is 'as short as it gets';

-- form: COMMENT ON objects that a superuser makes
-- superuser
create function handled() returns event_trigger language plpgsql as $$ begin null; end $$;
create event trigger watched on ddl_command_end execute function handled();
create foreign data wrapper files;
create server archive foreign data wrapper files;
create foreign table letters (id integer) server archive;
create access method other_heap type table handler heap_tableam_handler;
create operator family numbers using btree;
create operator class numbers_class for type integer using btree family numbers as
  operator 1 <, operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 btint4cmp(integer, integer);
create text search parser words (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search template stems (init = dsimple_init, lexize = dsimple_lexize);
create language other handler plpgsql_call_handler;
create type pair as (a integer, b integer);
create function pair_from(internal) returns internal language internal immutable strict as 'int8inc';
create transform for pair language other (from sql with function pair_from(internal));
comment on event trigger watched is 'sees all';
comment on foreign data wrapper files is 'on disk';
comment on server archive is 'far away';
comment on foreign table letters is 'old ones';
comment on column letters.id is 'its number';
comment on access method other_heap is 'the same';
comment on operator family numbers using btree is 'all of them';
comment on operator class numbers_class using btree is 'some of them';
comment on text search parser words is 'as they are';
comment on text search template stems is 'as short as it gets';
comment on procedural language other is 'the same';
comment on transform for pair language other is 'there';

-- form: COMMENT … IS NULL and IS '' take one away
create table orders (id integer primary key, note text, total numeric);
comment on table orders is 'what was ordered';
comment on column orders.note is 'free text';
comment on column orders.total is 'with tax';
comment on constraint orders_pkey on orders is 'the key';
comment on table orders is null;
comment on column orders.note is '';
comment on constraint orders_pkey on orders is null;
comment on schema public is null;

-- form: COMMENT replaced, and gone with what it was on
create table orders (id integer, note text);
create index orders_note on orders (note);
comment on table orders is 'first';
comment on table orders is 'second';
comment on column orders.note is 'free text';
comment on index orders_note is 'for the search';
alter table orders drop column note;
alter table orders add column note text;

-- form: COMMENT ON LARGE OBJECT
-- unknown
select lo_create(47110);
comment on large object 47110 is 'a picture';
create table pictures (id integer, content oid);
