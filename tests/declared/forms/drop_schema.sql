-- form: DROP SCHEMA of several at once
create schema sales;
create schema archive;
create schema kept;
comment on schema sales is 'all that is sold';
grant usage on schema archive to public;
drop schema sales, archive;

-- form: DROP SCHEMA IF EXISTS, where it does and where it does not
create schema sales;
create schema kept;
drop schema if exists sales, missing restrict;

-- form: DROP SCHEMA CASCADE takes all that is in it and depends on it
create schema sales;
create type sales.status as enum ('open', 'closed');
create domain sales.email as text;
create function sales.clean(text) returns text language sql immutable as $$ select trim($1) $$;
create function sales.stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create sequence sales.numbers;
create table sales.customers (id serial primary key);
create view sales.ids as select id from sales.customers;
create table orders (
  id integer default nextval('sales.numbers'),
  status sales.status,
  mail sales.email,
  customer_id integer references sales.customers,
  note text check (sales.clean(note) <> '')
);
create index orders_note on orders (sales.clean(note));
create index orders_id on orders (id);
create view ids as select id from sales.ids;
create view order_ids as select id from orders;
create trigger orders_stamp before insert on orders for each row execute function sales.stamp();
create policy clean_ones on orders using (sales.clean(note) = note);
alter default privileges in schema sales grant select on tables to public;
drop schema sales cascade;

-- form: DROP SCHEMA public CASCADE, made anew
-- superuser
create table orders (id integer);
create type status as enum ('open');
drop schema public cascade;
create schema public;
create table lines (id integer);

-- form: DROP SCHEMA that an extension lives in
create schema util;
create extension citext schema util;
create table customers (id integer, email util.citext);
drop schema util cascade;
