-- The up replaces a view, and the down makes it again without the security barrier that it had.
-- expect: down-restores V0002.down.sql:1 view own_orders
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  owner_name name not null
);

create or replace view own_orders with (security_barrier = true) as
select id
from orders
where owner_name = current_user;
-- file: V0001.down.sql
drop view if exists own_orders;

drop table if exists orders;
-- file: V0002.up.sql
create or replace view own_orders with (security_barrier = true) as
select id
from orders
where owner_name = session_user;
-- file: V0002.down.sql
create or replace view own_orders as
select id
from orders
where owner_name = current_user;
