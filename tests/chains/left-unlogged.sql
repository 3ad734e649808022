-- The up makes a cache unlogged for a bulk load, and the down forgets it: a crash empties the table.
-- expect: down-restores V0002.down.sql:1 prices
-- file: V0001.up.sql
create table if not exists prices (
  id bigint constraint pk_prices primary key,
  price numeric(12, 2) not null
);
-- file: V0001.down.sql
drop table if exists prices;
-- file: V0002.up.sql
alter table prices set unlogged;

create index if not exists idx_prices_price on prices (price);
-- file: V0002.down.sql
drop index if exists idx_prices_price;
