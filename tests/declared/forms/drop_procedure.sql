-- form: DROP PROCEDURE
create procedure clear() language sql as $$ select 1 $$;
create procedure fill(integer) language sql as $$ select 1 $$;
create procedure swap(inout a integer, inout b integer) language plpgsql as $$ begin null; end $$;
create procedure numbered(in a text, out b integer) language sql as $$ select 1 $$;
create procedure kept() language sql as $$ select 1 $$;
drop procedure clear, fill(integer);
drop procedure swap(inout a integer, inout b integer) cascade;
drop procedure if exists missing(integer), numbered(in a text, out b integer) restrict;
