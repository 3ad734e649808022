-- A view of that name stands there, and the table is never made.
-- expect: hidden-drift V0002.up.sql:1 view report
-- file: V0001.up.sql
create or replace view report as
select 1 as id;
-- file: V0001.down.sql
drop view if exists report;
-- file: V0002.up.sql
create table if not exists report (
  id bigint constraint pk_report primary key,
  total numeric not null
);
-- file: V0002.down.sql
select 1;
