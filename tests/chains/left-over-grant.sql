-- The up lets reporting read an older table, and the down drops the view but does not take that right back.
-- expect: down-restores V0002.down.sql:1 grant on table orders to harness_reporting
-- settings: roles = ["harness_reporting"]
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  total numeric(12, 2) not null
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
grant select on orders to harness_reporting;

create or replace view turnover as
select sum(total) as total
from orders;
-- file: V0002.down.sql
drop view if exists turnover;
