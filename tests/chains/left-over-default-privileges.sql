-- The up changes what later tables grant to reporting, and the down takes back the present table only.
-- expect: down-restores V0001.down.sql:1 default privileges for role harness_owner in schema public on tables
-- settings: roles = ["harness_reporting"]
-- file: V0001.up.sql
alter default privileges in schema public grant select on tables to harness_reporting;

create table if not exists reports (
  id bigint constraint pk_reports primary key
);
-- file: V0001.down.sql
drop table if exists reports;
