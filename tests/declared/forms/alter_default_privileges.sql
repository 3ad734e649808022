-- form: ALTER DEFAULT PRIVILEGES … GRANT on tables, sequences, functions, types and schemas
-- role: reader
-- role: writer
alter default privileges grant select on tables to reader;
alter default privileges grant usage, select on sequences to reader with grant option;
alter default privileges grant execute on functions to reader;
alter default privileges grant execute on routines to writer;
alter default privileges grant usage on types to reader;
alter default privileges grant usage, create on schemas to reader;
alter default privileges grant all privileges on tables to writer;
create table orders (id serial primary key, number integer generated always as identity);
create view ids as select id from orders;
create materialized view counted as select count(*) as number from orders;
create function f() returns integer language sql as $$ select 1 $$;
create procedure p() language sql as $$ select 1 $$;
create aggregate total (integer) (sfunc = int4pl, stype = integer);
create type status as enum ('open');
create domain email as text;
create schema sales;
create table sales.lines (id integer);

-- form: ALTER DEFAULT PRIVILEGES … IN SCHEMA
-- role: reader
create schema sales;
create schema archive;
create table sales.earlier (id integer);
alter default privileges in schema sales grant select, insert on tables to reader;
alter default privileges in schema sales, archive grant all on functions to public;
alter default privileges in schema archive grant all on sequences to reader;
create table sales.orders (id serial);
create table archive.orders (id serial);
create table orders (id integer);
create function sales.f() returns integer language sql as $$ select 1 $$;

-- form: ALTER DEFAULT PRIVILEGES … FOR ROLE
-- role: writer
-- role: reader
grant create on schema public to writer;
alter default privileges for role writer grant select on tables to reader;
alter default privileges for user current_user, writer in schema public grant insert on tables to group reader;
create table mine (id integer);
set role writer;
create table theirs (id integer);
reset role;

-- form: ALTER DEFAULT PRIVILEGES … REVOKE
-- role: reader
create schema sales;
alter default privileges revoke execute on functions from public;
alter default privileges revoke usage on types from public;
alter default privileges grant select, insert on tables to reader with grant option;
alter default privileges revoke insert on tables from reader restrict;
alter default privileges revoke grant option for select on tables from reader;
alter default privileges in schema sales grant select on tables to reader;
alter default privileges in schema sales grant usage on sequences to reader;
alter default privileges in schema sales revoke select on tables from reader cascade;
create function f() returns integer language sql as $$ select 1 $$;
create type status as enum ('open');
create table orders (id integer);
create table sales.lines (id serial);

-- form: ALTER DEFAULT PRIVILEGES, granted and taken back
-- role: reader
alter default privileges grant select on tables to reader;
alter default privileges revoke execute on functions from public;
alter default privileges revoke select on tables from reader;
alter default privileges grant execute on functions to public;
create table orders (id integer);
create function f() returns integer language sql as $$ select 1 $$;

-- form: ALTER DEFAULT PRIVILEGES … REVOKE from the owner
create table earlier (id integer);
alter default privileges revoke delete, truncate on tables from current_user;
create table orders (id integer);

-- form: ALTER DEFAULT PRIVILEGES … MAINTAIN
-- since: 17
-- role: reader
alter default privileges grant maintain on tables to reader;
create table orders (id integer);

-- form: ALTER DEFAULT PRIVILEGES … LARGE OBJECTS
-- since: 18
-- role: reader
alter default privileges grant select, update on large objects to reader;

-- form: ALTER DEFAULT PRIVILEGES met by CREATE OR REPLACE and by temporary tables
-- role: reader
create view ids as select 1 as id;
create function f() returns integer language sql as $$ select 1 $$;
alter default privileges grant select on tables to reader;
alter default privileges grant execute on functions to reader;
create or replace view ids as select 2 as id;
create or replace function f() returns integer language sql as $$ select 2 $$;
create temporary table steps (id integer);
create table as_query as select 1 as id;
