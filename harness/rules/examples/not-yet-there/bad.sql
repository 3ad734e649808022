-- The customers that orders refer to are made in the next version.
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  customer_id bigint not null constraint fk_orders_customer_id references customers
);

create index if not exists idx_orders_customer_id on orders (customer_id);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key
);
-- file: V0002.down.sql
drop table if exists customers;
