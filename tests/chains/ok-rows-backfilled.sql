-- Old rows are given a value before the column must have one.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  channel text
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders add column if not exists town text;

update orders set town = 'Rome' where town is null;

alter table orders alter column town set not null;
-- file: V0002.down.sql
alter table orders drop column if exists town;
