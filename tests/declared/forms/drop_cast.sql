-- form: DROP CAST
-- unknown
create type address as (street text, city text);
create type status as enum ('open', 'closed');
create type pair as (a integer, b integer);
create function address_to_text(address) returns text language sql immutable as $$ select ($1).street $$;
create cast (address as text) with function address_to_text(address);
create cast (status as integer) with inout;
create cast (pair as text) with inout;
create cast (pair as varchar) with inout;
comment on cast (address as text) is 'in one line';
drop cast (address as text) restrict;
drop cast if exists (status as int4) cascade;
drop cast if exists (status as bigint);
drop cast if exists (no_such_type as text);
drop type pair cascade;
