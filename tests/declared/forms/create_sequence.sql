-- form: CREATE SEQUENCE with every option
create sequence plain;
create sequence numbers as smallint increment by 5 minvalue 10 maxvalue 1000 start with 20 cache 7 cycle;
create sequence codes as integer increment 2 no minvalue no maxvalue start 3 no cycle owned by none;
create sequence backward increment by -1;
create sequence backward_small as smallint increment -3 minvalue -100 maxvalue -1;
create sequence large as bigint start with 5000000000;
create sequence small as pg_catalog.int4;

-- form: CREATE SEQUENCE IF NOT EXISTS, where it does and where it does not
create sequence if not exists numbers start with 5;
create sequence if not exists numbers increment by 7;

-- form: CREATE SEQUENCE … OWNED BY
create table orders (id integer primary key, number bigint);
create sequence order_numbers owned by orders.number;
create sequence order_ids as integer owned by public.orders.id;
alter table orders alter column number set default nextval('order_numbers');

-- form: CREATE SEQUENCE that a default uses before and after a rename
create schema sales;
create sequence sales.numbers;
create table orders (id integer default nextval('sales.numbers'));
alter sequence sales.numbers rename to order_numbers;

-- form: CREATE UNLOGGED SEQUENCE
create unlogged sequence numbers;

-- form: CREATE TEMPORARY SEQUENCE is in no live schema
create temporary sequence steps;
create temp sequence if not exists steps;
create sequence numbers;

-- form: CREATE SEQUENCE found by search_path
create schema sales;
set search_path = sales, public;
create sequence numbers;
create table orders (id integer default nextval('numbers'));
reset search_path;
