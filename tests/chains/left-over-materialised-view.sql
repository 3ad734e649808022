-- The down drops the function that refreshes the materialised view, and forgets the view.
-- expect: down-restores V0002.down.sql:1 view sales_by_day
-- file: V0001.up.sql
create table if not exists sales (
  id bigint constraint pk_sales primary key,
  sold_on date not null,
  amount numeric(12, 2) not null
);
-- file: V0001.down.sql
drop table if exists sales cascade;
-- file: V0002.up.sql
create materialized view if not exists sales_by_day as
select sold_on, sum(amount) as amount
from sales
group by sold_on;

create or replace function refresh_sales_by_day() returns void
language sql
as 'refresh materialized view sales_by_day';
-- file: V0002.down.sql
drop function if exists refresh_sales_by_day();
