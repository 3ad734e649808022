-- A function that reads the clock is declared immutable, so a stored value is not what its expression gives.
-- file: V0001.up.sql
create or replace function stamped(entry text)
returns text
language sql
immutable
as $$ select entry || ' ' || clock_timestamp()::text $$;

create table if not exists entries (
  id bigint constraint pk_entries primary key,
  entry text not null,
  stamped text not null generated always as (stamped(entry)) stored
);
-- file: V0001.down.sql
drop table if exists entries;

drop function if exists stamped(text);
