-- The down drops the function of the old signature, so that the overload that its up added stays.
-- expect: down-restores V0002.down.sql:1 function full_name(text, text)
-- expect: down-restores V0002.down.sql:1 function full_name(text)
-- file: V0001.up.sql
create or replace function full_name(first_name text) returns text
language sql
immutable
as 'select trim(first_name)';
-- file: V0001.down.sql
drop function if exists full_name(text);
-- file: V0002.up.sql
create or replace function full_name(first_name text, last_name text) returns text
language sql
immutable
as 'select trim(first_name || '' '' || last_name)';
-- file: V0002.down.sql
drop function if exists full_name(text);
