-- form: DROP ROUTINE of functions, procedures and aggregates
create function clean(text) returns text language sql as $$ select $1 $$;
create procedure clear(integer) language sql as $$ select 1 $$;
create aggregate total(integer) (sfunc = int4pl, stype = integer);
create function kept() returns text language sql as $$ select 'x' $$;
create view cleaned as select clean('x') as note;
drop routine clear(integer), total(integer);
drop routine if exists missing, clean(text) cascade;
