-- IF NOT EXISTS sees a column of that name and is content, although it is of another type.
-- expect: hidden-drift V0002.up.sql:3 orders.total
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  total integer not null
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders add column if not exists currency char(3) not null default 'EUR';

alter table orders add column if not exists total numeric(12, 2) not null;
-- file: V0002.down.sql
alter table orders drop column if exists currency;
