-- form: DROP INDEX of several at once
create table orders (id integer, number text, note text);
create index orders_id on orders (id);
create index orders_number on orders (number);
create index orders_note on orders (note);
comment on index orders_note is 'for the search';
drop index orders_id, orders_note;

-- form: DROP INDEX IF EXISTS, where it does and where it does not
create table orders (id integer, number text);
create index orders_id on orders (id);
drop index if exists orders_id, missing restrict;

-- form: DROP INDEX CONCURRENTLY
create table orders (id integer, number text);
create index orders_id on orders (id);
create index orders_number on orders (number);
drop index concurrently orders_id;
drop index concurrently if exists orders_id;

-- form: DROP INDEX of another schema
create schema sales;
create table sales.orders (id integer, note text);
create index orders_id on sales.orders (id);
create index orders_note on sales.orders (note);
drop index sales.orders_id;
set search_path = sales;
drop index orders_note;

-- form: DROP INDEX CASCADE takes a foreign key to it
create table currencies (code char(3), symbol text);
create unique index currencies_code on currencies (code);
create table prices (currency char(3) references currencies (code), symbol text);
drop index currencies_code cascade;

-- form: DROP INDEX of a partitioned table takes those of its partitions
create table events (id bigint, region text) partition by list (region);
create table events_eu partition of events for values in ('eu');
create index events_id on events (id);
create index events_region on events (region);
drop index events_id;

-- form: DROP INDEX that was clustered on and a replica identity
create table orders (id integer not null, number text not null);
create unique index orders_id on orders (id);
create unique index orders_number on orders (number);
alter table orders cluster on orders_id;
alter table orders replica identity using index orders_number;
drop index orders_id;
