-- The value depends on nothing but the row.
-- file: V0001.up.sql
create or replace function stamped(entry text)
returns text
language sql
immutable
as $$ select entry || ' ' || md5(entry) $$;

create table if not exists entries (
  id bigint constraint pk_entries primary key,
  entry text not null,
  stamped text not null generated always as (stamped(entry)) stored
);
-- file: V0001.down.sql
drop table if exists entries;

drop function if exists stamped(text);
