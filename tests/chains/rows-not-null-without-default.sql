-- A column is added that old rows have no value for.
-- expect: up-with-rows V0002.up.sql:1 orders.town
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  channel text
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders add column if not exists town text not null;
-- file: V0002.down.sql
alter table orders drop column if exists town;
