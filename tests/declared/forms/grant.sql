-- form: GRANT on tables, with every privilege
-- role: reader
-- role: writer
create table orders (id integer, note text);
create table lines (id integer);
create view notes as select note from orders;
create materialized view counted as select count(*) as number from orders;
grant select on orders to reader;
grant select, insert, update, delete, truncate, references, trigger on table orders to writer;
grant all privileges on lines to writer with grant option;
grant all on lines to public;
grant select on orders, lines, notes to public;
grant select on counted to group reader;
grant insert on lines to reader with grant option;
grant select on lines to current_user;

-- form: GRANT MAINTAIN
-- since: 17
-- role: writer
create table orders (id integer);
create table lines (id integer);
grant maintain on orders to writer;
grant all on lines to writer;

-- form: GRANT on columns
-- role: reader
-- role: writer
create table orders (id integer, note text, total numeric);
grant select (id, note) on orders to reader;
grant select (note), update (note, total), insert (id), references (id) on table orders to writer with grant option;
grant all (total) on orders to public;
alter table orders rename column note to remark;
alter table orders drop column total;

-- form: GRANT on ALL … IN SCHEMA, only what is there
-- role: reader
create schema sales;
create table sales.orders (id serial primary key);
create view sales.ids as select id from sales.orders;
create function sales.f() returns integer language sql as $$ select 1 $$;
create procedure sales.p() language sql as $$ select 1 $$;
create aggregate sales.total (integer) (sfunc = int4pl, stype = integer);
grant select on all tables in schema sales to reader;
grant usage, select on all sequences in schema sales, public to reader;
grant execute on all functions in schema sales to reader;
grant execute on all procedures in schema sales to reader with grant option;
grant all on all routines in schema sales to public;
create table sales.lines (id serial);
create function sales.g() returns integer language sql as $$ select 1 $$;

-- form: GRANT on sequences
-- role: reader
create sequence numbers;
create table orders (id serial);
grant usage, select, update on sequence numbers, orders_id_seq to reader;
grant all privileges on sequence numbers to public;
grant select on orders_id_seq to public;

-- form: GRANT on functions, procedures and routines
-- role: reader
create function clean(a text, b text default 'x') returns text language sql as $$ select $1 $$;
create function only_one() returns text language sql as $$ select 'x' $$;
create procedure clear(integer) language sql as $$ select 1 $$;
create aggregate total (integer) (sfunc = int4pl, stype = integer);
revoke execute on function only_one() from public;
grant execute on function clean(text, text), only_one to reader;
grant all on procedure clear(integer) to reader with grant option;
grant execute on routine total(integer) to reader;

-- form: GRANT on schemas
-- role: reader
-- role: writer
create schema sales;
grant usage on schema sales to reader;
grant create, usage on schema sales, public to writer with grant option;
grant all on schema sales to public;

-- form: GRANT on types and domains
-- role: reader
create type status as enum ('open');
create type address as (street text);
create domain email as text;
create domain code as text;
revoke all on type status from public;
grant usage on type status, address to reader;
grant usage on domain email to reader with grant option;
grant all privileges on type code to reader;

-- form: GRANT on the database
-- role: reader
do $$ begin execute format('grant connect, temp on database %I to reader', current_database()); end $$;
do $$ begin execute format('grant create on database %I to reader with grant option', current_database()); end $$;
do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;

-- form: GRANT on languages, foreign-data wrappers and servers
-- superuser
-- role: reader
create foreign data wrapper files;
create server archive foreign data wrapper files;
grant usage on language plpgsql to reader;
grant usage on foreign data wrapper files to reader with grant option;
grant all on foreign server archive to reader;
revoke usage on language plpgsql from public;

-- form: GRANT on a large object
-- unknown
-- role: reader
select lo_create(47111);
grant select, update on large object 47111 to reader;
create table pictures (id integer, content oid);

-- form: GRANT … GRANTED BY
-- role: reader
create table orders (id integer);
grant select on orders to reader granted by current_user;
grant insert on orders to reader granted by session_user;

-- form: GRANT by somebody who was granted the option
-- unknown
-- role: reader
-- role: writer
create table orders (id integer);
grant select on orders to writer with grant option;
set role writer;
grant select on orders to reader;
reset role;

-- form: GRANT twice and with the option afterwards
-- role: reader
create table orders (id integer);
create table lines (id integer);
grant select on orders to reader;
grant select on orders to reader;
grant select on orders to reader with grant option;
grant select on lines to reader with grant option;
grant select on lines to reader;

-- form: GRANT follows what is renamed, moved and replaced
-- role: reader
create schema archive;
create table orders (id serial, note text);
create view notes as select note from orders;
create function f() returns integer language sql as $$ select 1 $$;
grant select on orders to reader;
grant update (note) on orders to reader;
grant usage on sequence orders_id_seq to reader;
grant select on notes to reader;
grant execute on function f() to reader;
alter table orders rename to purchases;
alter table purchases set schema archive;
create or replace view notes as select note, 1 as one from archive.purchases;
create or replace function f() returns integer language sql as $$ select 2 $$;

-- form: GRANT on names that need quotes and are found by search_path
-- role: reader
create schema "Sales";
create table "Sales"."Orders" ("Id" integer);
create function "Sales"."Add"("Net" numeric) returns numeric language sql as $$ select 1.0 $$;
grant usage on schema "Sales" to "reader";
set search_path = "Sales";
grant select ("Id"), update on "Orders" to reader;
grant execute on function "Add"(numeric) to reader;
