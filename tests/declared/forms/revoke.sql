-- form: REVOKE from tables and columns
-- role: reader
-- role: writer
create table orders (id integer, note text, total numeric);
create table lines (id integer, note text);
grant all on orders to writer;
grant select, insert on orders to reader with grant option;
grant select (note, total), update (note) on orders to public;
grant select (id), select on lines to reader;
revoke insert, update on orders from writer;
revoke grant option for select on orders from reader;
revoke select (note) on orders from public;
revoke select on lines from reader;
revoke all privileges on table lines from current_user;

-- form: REVOKE from tables takes the columns' grants along
-- role: reader
create table orders (id integer, note text);
grant select (id), update (note) on orders to reader;
revoke all on orders from reader;

-- form: REVOKE from ALL … IN SCHEMA
-- role: reader
create schema sales;
create table sales.orders (id serial primary key, note text);
create function sales.f() returns integer language sql as $$ select 1 $$;
create procedure sales.p() language sql as $$ select 1 $$;
grant select, insert on all tables in schema sales to reader;
grant all on all sequences in schema sales to reader;
revoke insert on all tables in schema sales from reader;
revoke usage on all sequences in schema sales from reader;
revoke execute on all functions in schema sales from public;
revoke all on all routines in schema sales from public;

-- form: REVOKE from sequences, functions, schemas, types and domains
-- role: reader
create sequence numbers;
create function f() returns integer language sql as $$ select 1 $$;
create procedure p() language sql as $$ select 1 $$;
create schema sales;
create type status as enum ('open');
create domain email as text;
grant all on sequence numbers to reader;
grant all on schema sales to reader;
revoke update on sequence numbers from reader;
revoke execute on function f(), f from public;
revoke all on procedure p() from public restrict;
revoke create on schema sales from reader;
revoke usage on type status from public;
revoke usage on domain email from public;
revoke all on schema public from public;

-- form: REVOKE of default rights, granted back afterwards
create function f() returns integer language sql as $$ select 1 $$;
create type status as enum ('open');
create table orders (id integer);
revoke execute on function f() from public;
grant execute on function f() to public;
revoke all on type status from public;
grant usage on type status to public;
revoke all on orders from current_user;
grant all on orders to current_user;

-- form: REVOKE … CASCADE takes what was granted on
-- unknown
-- role: reader
-- role: writer
create table orders (id integer);
grant select on orders to writer with grant option;
set role writer;
grant select on orders to reader;
reset role;
revoke select on orders from writer cascade;

-- form: REVOKE … GRANTED BY
-- role: reader
create table orders (id integer);
grant select, insert on orders to reader;
revoke select on orders from reader granted by current_user;

-- form: REVOKE of what was never granted
-- role: reader
create table orders (id integer, note text);
revoke insert on orders from reader;
revoke update (note) on orders from public;
