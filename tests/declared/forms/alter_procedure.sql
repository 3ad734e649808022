-- form: ALTER PROCEDURE
-- role: writer
grant create on schema public to writer;
create schema util;
create procedure clear(integer) language sql as $$ select 1 $$;
create procedure fill(inout a integer) language plpgsql as $$ begin null; end $$;
create procedure other() language sql set work_mem = '8MB' as $$ select 1 $$;
create procedure moved() language sql as $$ select 1 $$;
alter procedure clear(integer) security definer set search_path = public restrict;
alter procedure clear(integer) rename to cleared;
alter procedure fill owner to writer;
alter procedure other() reset work_mem;
alter procedure other() external security definer;
alter procedure moved() set schema util;

-- form: ALTER PROCEDURE … DEPENDS ON EXTENSION
create extension citext;
create procedure clear() language sql as $$ select 1 $$;
create procedure fill() language sql as $$ select 1 $$;
alter procedure clear() depends on extension citext;
alter procedure fill() depends on extension citext;
alter procedure fill() no depends on extension citext;
drop extension citext;
