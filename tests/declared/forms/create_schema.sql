-- form: CREATE SCHEMA
create schema sales;
create schema "Sales Archive";
create table sales.orders (id integer);

-- form: CREATE SCHEMA IF NOT EXISTS, where it does and where it does not
create schema if not exists sales;
create schema if not exists sales authorization current_user;
create schema if not exists public;

-- form: CREATE SCHEMA … AUTHORIZATION
-- role: writer
do $$ begin execute format('grant create on database %I to writer', current_database()); end $$;
create schema sales authorization writer;
create schema authorization writer;
create schema mine authorization current_user;
create schema if not exists authorization writer;
create schema theirs authorization session_user;

-- form: CREATE SCHEMA with elements, in an order of PostgreSQL's own
create schema sales
  create view open_orders as select id, total from orders where total > 0
  create table orders (id serial primary key, total numeric check (total > 0), customer_id integer)
  create index orders_total on orders (total)
  create sequence numbers start with 10
  create table customers (id integer primary key)
  grant select on orders to public;

-- form: CREATE SCHEMA with a trigger and a foreign key backward
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create schema sales
  create table customers (id integer primary key)
  create table orders (id integer, customer_id integer references customers)
  create trigger orders_stamp before insert on orders for each row execute function public.stamp();

-- form: CREATE SCHEMA with elements leaves the search_path as it was
create schema sales create table orders (id integer);
create table orders (id integer, note text);

-- form: CREATE SCHEMA that search_path already names
set search_path = sales, public;
create table early (id integer);
create schema sales;
create table late (id integer);
