-- The guard looks for a view of that name only: the columns that the file adds to it never come.
-- expect: hidden-drift V0002.up.sql:1 view open_orders
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  paid boolean not null
);

create or replace view open_orders as
select id
from orders
where not paid;
-- file: V0001.down.sql
drop view if exists open_orders;

drop table if exists orders;
-- file: V0002.up.sql
do $$
begin
  if to_regclass('open_orders') is null then
    create view open_orders as
    select id, paid
    from orders
    where not paid;
  end if;
end
$$;

create index if not exists idx_orders_paid on orders (paid);
-- file: V0002.down.sql
drop index if exists idx_orders_paid;
