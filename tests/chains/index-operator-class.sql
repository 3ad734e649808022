-- The up widens an index for LIKE, and the down makes it without the operator class that LIKE needs.
-- expect: down-restores V0002.down.sql:3 index idx_customers_name
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key,
  name text not null,
  city text
);

create index if not exists idx_customers_name on customers (name text_pattern_ops);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002.up.sql
drop index if exists idx_customers_name;

create index if not exists idx_customers_name on customers (name text_pattern_ops, city);
-- file: V0002.down.sql
drop index if exists idx_customers_name;

create index if not exists idx_customers_name on customers (name);
