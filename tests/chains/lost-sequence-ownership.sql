-- The up shares the sequence of a serial column, and the down does not give it back: later it outlives its table.
-- expect: down-restores V0002.down.sql:1 sequence orders_id_seq
-- file: V0001.up.sql
create table if not exists orders (
  id bigserial constraint pk_orders primary key
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter sequence orders_id_seq owned by none;

create table if not exists archived_orders (
  id bigint default nextval('orders_id_seq') constraint pk_archived_orders primary key
);
-- file: V0002.down.sql
drop table if exists archived_orders;
