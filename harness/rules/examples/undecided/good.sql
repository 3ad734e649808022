-- What the function asks of a code can be found by trying.
-- file: V0001.up.sql
create or replace function is_valid_code(code text)
returns boolean
language plpgsql
immutable
as $$
begin
  return code like '%-%';
end
$$;

create table if not exists offers (
  id bigint constraint pk_offers primary key,
  code text not null,
  constraint ck_offers_code check (is_valid_code(code))
);
-- file: V0001.down.sql
drop table if exists offers;

drop function if exists is_valid_code(text);
