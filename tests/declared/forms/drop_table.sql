-- form: DROP TABLE takes all that lives in it
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table orders (
  id serial primary key, number integer generated always as identity, note text unique check (note <> '')
);
create index orders_lower on orders (lower(note));
create trigger orders_stamp before insert on orders for each row execute function stamp();
create rule keep as on delete to orders do instead nothing;
create policy anyone on orders using (true);
create statistics orders_stats on id, note from orders;
comment on table orders is 'what was ordered';
comment on column orders.note is 'free text';
grant select on orders to public;
create sequence numbers owned by orders.number;
drop table orders;

-- form: DROP TABLE of several at once that reference each other
create table customers (id integer primary key);
create table orders (id integer primary key, customer_id integer references customers);
create table lines (order_id integer references orders);
drop table lines, customers, orders;

-- form: DROP TABLE CASCADE takes foreign keys of others, views and what reads them
create table customers (id integer primary key, name text);
create table orders (id integer primary key, customer_id integer references customers, total numeric);
create view names as select name from customers;
create view totals as select name, total from orders join customers on customers.id = customer_id;
create materialized view grand_totals as select name, sum(total) as total from totals group by name;
create index on grand_totals (name);
create view order_ids as select id from orders;
drop table customers cascade;

-- form: DROP TABLE CASCADE takes policies, functions and rules that read it
create table members (name text);
create table orders (id integer, owner text);
create policy own on orders using (owner in (select name from members));
create policy anyone on orders for select using (true);
create function member_count() returns bigint begin atomic select count(*) from members; end;
create function members_of(members) returns text language sql as $$ select 'x' $$;
create rule log_orders as on insert to orders do also insert into members values (new.owner);
create function all_members() returns setof members language sql as $$ select 'x'::text $$;
drop table members cascade;

-- form: DROP TABLE CASCADE takes columns of its row type and children
create table addresses (street text);
create table customers (id integer, home addresses, homes addresses[]);
create table old_addresses (since date) inherits (addresses);
create table older_addresses () inherits (old_addresses);
drop table addresses cascade;

-- form: DROP TABLE IF EXISTS, where it does and where it does not
create table orders (id integer);
create table kept (id integer);
drop table if exists orders, missing, sales.orders restrict;

-- form: DROP TABLE of a partitioned table takes its partitions
create table events (id bigint, region text) partition by list (region);
create table events_eu partition of events for values in ('eu');
create table events_us partition of events for values in ('us') partition by hash (id);
create table events_us_0 partition of events_us for values with (modulus 1, remainder 0);
create table others (id integer);
drop table events;

-- form: DROP TABLE of one partition
create table events (id bigint primary key) partition by hash (id);
create table events_0 partition of events for values with (modulus 2, remainder 0);
create table events_1 partition of events for values with (modulus 2, remainder 1);
drop table events_0;

-- form: DROP TABLE of a partition that foreign keys reference
create table events (id bigint, region text, primary key (id, region)) partition by list (region);
create table events_eu partition of events for values in ('eu');
create table events_us partition of events for values in ('us');
create table comments (event_id bigint, region text, foreign key (event_id, region) references events);
alter table events detach partition events_us;
drop table events_us;

-- form: DROP TABLE whose sequence another table's default uses, CASCADE
create table tickets (id serial primary key);
create table archive (id integer default nextval('tickets_id_seq'), note text);
drop table tickets cascade;

-- form: DROP TABLE and make it anew
create table orders (id serial primary key, number text unique);
create index on orders (number);
drop table orders;
create table orders (id serial primary key, total numeric unique);
create index on orders (total);

-- form: DROP TABLE found by search_path, and by its schema
create schema sales;
create table orders (id integer);
create table sales.orders (id bigint);
create table sales.lines (id integer);
set search_path = sales, public;
drop table orders;
drop table sales.lines;
