-- A view gets a column more, and the down, which cannot take it away by OR REPLACE, makes the view anew.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null,
  paid boolean not null default false
);

do $$
begin
  if to_regclass('open_orders') is null then
    create view open_orders as
    select id
    from orders
    where not paid;
  end if;
end
$$;
-- file: V0001.down.sql
drop view if exists open_orders;

drop table if exists orders;
-- file: V0002.up.sql
create or replace view open_orders as
select id, placed_on
from orders
where not paid;
-- file: V0002.down.sql
drop view if exists open_orders;

create view open_orders as
select id
from orders
where not paid;
