-- A comment is rewritten, and the down brings the old words back.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  total numeric(12, 2) not null
);

comment on column orders.total is 'In euro, without tax';
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
comment on column orders.total is 'In euro, with tax';

comment on table orders is 'One purchase of one customer';
-- file: V0002.down.sql
comment on table orders is null;

comment on column orders.total is 'In euro, without tax';
