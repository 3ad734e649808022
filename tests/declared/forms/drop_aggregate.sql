-- form: DROP AGGREGATE
create function collect(numeric[], numeric) returns numeric[] language sql immutable as $$ select $1 || $2 $$;
create function part(numeric[], double precision) returns numeric language sql immutable as $$ select $1[1] $$;
create function count_one(bigint) returns bigint language sql immutable as $$ select $1 + 1 $$;
create aggregate total (integer) (sfunc = int4pl, stype = integer);
create aggregate total (bigint) (sfunc = int8pl, stype = bigint);
create aggregate rows_of (*) (sfunc = count_one, stype = bigint, initcond = '0');
create aggregate percentile (double precision order by numeric) (
  sfunc = collect, stype = numeric[], finalfunc = part, initcond = '{}'
);
create view totals as select total(1) as total;
comment on aggregate rows_of (*) is 'how many';
drop aggregate rows_of (*), percentile (double precision order by numeric) restrict;
drop aggregate if exists total (text), total (integer) cascade;
