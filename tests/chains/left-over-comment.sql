-- The up comments an older table, and the down forgets the comment.
-- expect: down-restores V0002.down.sql:1 comment on table orders
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders add column if not exists note text;

comment on table orders is 'One purchase of one customer';
-- file: V0002.down.sql
alter table orders drop column if exists note;
