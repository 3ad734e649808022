-- IF NOT EXISTS sees an index of that name and is content, although it is on another column.
-- expect: hidden-drift V0002.up.sql:1 index idx_orders
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  customer text not null,
  placed_on date not null
);

create index if not exists idx_orders on orders (customer);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
create index if not exists idx_orders on orders (placed_on);
-- file: V0002.down.sql
select 'nothing was made';
