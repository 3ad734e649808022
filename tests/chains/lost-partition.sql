-- The up detaches and drops last year's partition, and the down drops the new year's one only.
-- expect: down-restores V0002.down.sql:1 readings_2023
-- file: V0001.up.sql
create table if not exists readings (
  taken_on date not null,
  value numeric not null
) partition by range (taken_on);

create table if not exists readings_2023 partition of readings
for values from ('2023-01-01') to ('2024-01-01');
-- file: V0001.down.sql
drop table if exists readings;
-- file: V0002.up.sql
create table if not exists readings_2024 partition of readings
for values from ('2024-01-01') to ('2025-01-01');

drop table if exists readings_2023;
-- file: V0002.down.sql
drop table if exists readings_2024;
