-- Two branches gave the table the same column, and both were merged.
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null,
  note text
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders add column note text;
-- file: V0002.down.sql
alter table if exists orders drop column if exists note;
