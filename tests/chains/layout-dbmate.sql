-- The same defects in dbmate files: the down of the second version forgets the index, and the third has no down.
-- expect: down-restores 20240102000000_index.sql:7 index idx_orders_placed_on
-- expect: down-exists 20240103000000_note.sql:1 version 20240103000000
-- file: 20240101000000_orders.sql
-- migrate:up
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null
);

-- migrate:down
drop table if exists orders;
-- file: 20240102000000_index.sql
-- migrate:up
alter table orders add column if not exists paid_on date;

create index if not exists idx_orders_placed_on on orders (placed_on);

-- migrate:down
alter table orders drop column if exists paid_on;
-- file: 20240103000000_note.sql
-- migrate:up
alter table orders add column if not exists note text;
