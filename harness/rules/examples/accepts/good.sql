-- The trigger returns the row, and it is stored.
-- file: V0001.up.sql
create table if not exists readings (
  id bigint constraint pk_readings primary key,
  degrees integer not null
);

create or replace function note_reading()
returns trigger
language plpgsql
as $$
begin
  raise debug 'reading % of % degrees', new.id, new.degrees;
  return new;
end
$$;

create or replace trigger trg_readings_note
before insert on readings
for each row
execute function note_reading();
-- file: V0001.down.sql
drop table if exists readings;

drop function if exists note_reading();
