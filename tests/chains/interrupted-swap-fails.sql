-- Cut off between the two renames there is no table of that name, and the file fails when it is run again.
-- expect: interrupted-rerun 000002_sort.up.sql:10 alter table readings rename to readings_old;
-- file: 000001_readings.up.sql
create table if not exists readings (
  taken_on date not null,
  value numeric not null
);
-- file: 000001_readings.down.sql
drop table if exists readings;
-- file: 000002_sort.up.sql
drop table if exists readings_new;

create table readings_new as
select taken_on, value
from readings
order by taken_on;

alter table readings_new alter column taken_on set not null, alter column value set not null;

alter table readings rename to readings_old;

alter table readings_new rename to readings;

drop table readings_old;
-- file: 000002_sort.down.sql
select 'the order of rows is nothing to restore';
