-- form: ALTER ROUTINE of functions, procedures and aggregates
-- role: writer
grant create on schema public to writer;
create schema util;
create function clean(text) returns text language sql as $$ select $1 $$;
create procedure clear(integer) language sql as $$ select 1 $$;
create aggregate total(integer) (sfunc = int4pl, stype = integer);
create function moved() returns text language sql as $$ select 'x' $$;
alter routine clean(text) immutable strict cost 7 set search_path = public;
alter routine clean rename to cleaned;
alter routine clear(integer) owner to writer;
alter routine total(integer) rename to sum_of;
alter routine moved() set schema util;

-- form: ALTER ROUTINE … DEPENDS ON EXTENSION
create extension citext;
create function clean(text) returns text language sql as $$ select $1 $$;
create function kept(text) returns text language sql as $$ select $1 $$;
alter routine clean(text) depends on extension citext;
alter routine kept(text) depends on extension citext;
alter routine kept(text) no depends on extension citext;
drop extension citext;
