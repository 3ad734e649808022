-- The trigger fires on INSERT only, so the time of change stays the time of creation.
-- file: V0001.up.sql
create table if not exists notes (
  id bigint constraint pk_notes primary key,
  body text not null,
  updated_at timestamptz not null default now()
);

create or replace function set_updated_at()
returns trigger
language plpgsql
as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end
$$;

create or replace trigger trg_notes_updated_at
before insert on notes
for each row
execute function set_updated_at();
-- file: V0001.down.sql
drop table if exists notes;

drop function if exists set_updated_at();
