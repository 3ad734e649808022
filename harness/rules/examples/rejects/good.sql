-- The check alone judges the rows, and says so to whoever sent one.
-- file: V0001.up.sql
create table if not exists readings (
  id bigint constraint pk_readings primary key,
  degrees integer not null,
  constraint ck_readings_degrees check (degrees >= -273)
);
-- file: V0001.down.sql
drop table if exists readings;

drop function if exists skip_impossible();
