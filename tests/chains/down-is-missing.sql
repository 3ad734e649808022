-- Nobody wrote the down.
-- expect: down-exists V0001.up.sql:1 version V0001
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key
);
