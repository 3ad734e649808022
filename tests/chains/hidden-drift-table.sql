-- IF NOT EXISTS sees a table of that name and is content, although it has no currency.
-- expect: hidden-drift V0002.up.sql:5 orders
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

create table if not exists orders (
  id bigint constraint pk_orders primary key,
  total numeric(12, 2) not null,
  currency char(3) not null default 'EUR'
);
-- file: V0002.down.sql
drop table if exists currencies;
