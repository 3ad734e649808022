-- The down drops the table before the view that reads it, and fails.
-- expect: down-restores V0001.down.sql:1 drop table if exists orders;
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  paid boolean not null default false
);

create or replace view open_orders as
select id
from orders
where not paid;
-- file: V0001.down.sql
drop table if exists orders;

drop view if exists open_orders;
