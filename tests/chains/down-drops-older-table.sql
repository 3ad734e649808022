-- The down of the second version drops the table of the first one too.
-- expect: down-restores V0002.down.sql:3 orders
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
create table if not exists shipments (
  id bigint constraint pk_shipments primary key
);
-- file: V0002.down.sql
drop table if exists shipments;

drop table if exists orders;
