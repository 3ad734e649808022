-- Index names belong to the schema: the second table never gets its index.
-- expect: hidden-drift V0002.up.sql:1 index idx_status
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key,
  status text
);

create table if not exists orders (
  id bigint constraint pk_orders primary key,
  status text
);

create index if not exists idx_status on customers (status);
-- file: V0001.down.sql
drop table if exists orders;
drop table if exists customers;
-- file: V0002.up.sql
create index if not exists idx_status on orders (status);
-- file: V0002.down.sql
select 1;
