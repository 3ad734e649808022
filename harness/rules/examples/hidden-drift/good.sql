-- The table that stands there is altered to what it shall be.
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  total numeric(12, 2) not null
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
create table if not exists currencies (
  code char(3) constraint pk_currencies primary key
);

alter table orders add column if not exists currency char(3) not null default 'EUR';
-- file: V0002.down.sql
alter table orders drop column if exists currency;

drop table if exists currencies;
