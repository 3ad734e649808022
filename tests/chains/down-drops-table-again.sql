-- The down cannot be applied twice: the table is gone already.
-- expect: down-reruns V0001.down.sql:1 drop table orders;
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key
);
-- file: V0001.down.sql
drop table orders;
