-- The up makes a generated column a plain one, and the down has no generation to give back: it should make it anew.
-- expect: down-restores V0002.down.sql:1 order_lines.total
-- file: V0001.up.sql
create table if not exists order_lines (
  id bigint constraint pk_order_lines primary key,
  price numeric(12, 2) not null,
  quantity integer not null,
  total numeric(14, 2) generated always as (price * quantity) stored
);
-- file: V0001.down.sql
drop table if exists order_lines;
-- file: V0002.up.sql
alter table order_lines alter column total drop expression if exists;

alter table order_lines alter column total set default 0;
-- file: V0002.down.sql
alter table order_lines alter column total drop default;
