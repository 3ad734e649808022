-- Roles belong to the whole server, and no setting says that this one is taken for granted.
-- expect: up-applies V0001.up.sql:5 grant select on orders to nobody_made_this_role;
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key
);

grant select on orders to nobody_made_this_role;
-- file: V0001.down.sql
drop table if exists orders;
