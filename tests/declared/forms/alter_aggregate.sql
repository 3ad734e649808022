-- form: ALTER AGGREGATE … RENAME TO, SET SCHEMA and OWNER TO
-- role: writer
grant create on schema public to writer;
create schema util;
create function collect(numeric[], numeric) returns numeric[] language sql immutable as $$ select $1 || $2 $$;
create function part(numeric[], double precision) returns numeric language sql immutable as $$ select $1[1] $$;
create function count_one(bigint) returns bigint language sql immutable as $$ select $1 + 1 $$;
create aggregate total (integer) (sfunc = int4pl, stype = integer);
create aggregate rows_of (*) (sfunc = count_one, stype = bigint, initcond = '0');
create aggregate percentile (double precision order by numeric) (
  sfunc = collect, stype = numeric[], finalfunc = part, initcond = '{}'
);
create view totals as select total(1) as total;
alter aggregate total (integer) rename to sum_of;
alter aggregate rows_of (*) set schema util;
alter aggregate percentile (double precision order by numeric) owner to writer;
alter aggregate sum_of (int4) owner to current_user;
