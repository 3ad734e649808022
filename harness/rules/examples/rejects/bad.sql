-- A trigger drops the rows that the check would have rejected, so that whoever sent them hears nothing.
-- file: V0001.up.sql
create table if not exists readings (
  id bigint constraint pk_readings primary key,
  degrees integer not null,
  constraint ck_readings_degrees check (degrees >= -273)
);

create or replace function skip_impossible()
returns trigger
language plpgsql
as $$
begin
  if new.degrees < -273 then
    return null;
  end if;
  return new;
end
$$;

create or replace trigger trg_readings_skip
before insert on readings
for each row
execute function skip_impossible();
-- file: V0001.down.sql
drop table if exists readings;

drop function if exists skip_impossible();
