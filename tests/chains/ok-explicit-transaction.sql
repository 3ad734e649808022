-- Statements that would not survive an interruption between them stand in one transaction.
-- expect: nothing
-- file: 000001_readings.up.sql
create table if not exists readings (
  taken_on date not null,
  value numeric not null
);
-- file: 000001_readings.down.sql
drop table if exists readings;
-- file: 000002_sort.up.sql
begin;

create table readings_new as
select taken_on, value
from readings
order by taken_on;

alter table readings_new alter column taken_on set not null, alter column value set not null;

drop table readings;

alter table readings_new rename to readings;

commit;
-- file: 000002_sort.down.sql
start transaction;

savepoint nothing;

rollback to savepoint nothing;

end;
