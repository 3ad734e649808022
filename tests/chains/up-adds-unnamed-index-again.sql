-- PostgreSQL names the index itself, so that each run of the file makes one more.
-- expect: up-reruns V0001.up.sql:6 index orders_placed_on_idx1
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null
);

create index on orders (placed_on);
-- file: V0001.down.sql
drop table if exists orders;
