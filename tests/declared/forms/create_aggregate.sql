-- form: CREATE AGGREGATE with every option
create function add_up(numeric, numeric) returns numeric language sql immutable as $$ select coalesce($1, 0) + $2 $$;
create function take_off(numeric, numeric) returns numeric language sql immutable as $$ select $1 - $2 $$;
create function finish(numeric) returns text language sql immutable as $$ select $1::text $$;
create function finish_more(numeric, numeric) returns text language sql immutable as $$ select $1::text $$;
create aggregate simple (numeric) (sfunc = add_up, stype = numeric);
create aggregate named (amount numeric) (
  sfunc = add_up, stype = numeric, sspace = 16, finalfunc = finish, finalfunc_modify = shareable,
  combinefunc = add_up, initcond = '0', parallel = safe
);
create aggregate moving (numeric) (
  sfunc = add_up, stype = numeric, finalfunc = finish, initcond = '0', msfunc = add_up, minvfunc = take_off,
  mstype = numeric, msspace = 8, mfinalfunc = finish_more, mfinalfunc_extra, mfinalfunc_modify = read_write,
  minitcond = '0', parallel = restricted
);
create aggregate extra (numeric) (sfunc = add_up, stype = numeric, finalfunc = finish_more, finalfunc_extra);
create aggregate highest (integer) (sfunc = int4larger, stype = integer, sortop = >);
create aggregate lowest (date) (sfunc = date_smaller, stype = date, sortop = operator(pg_catalog.<));

-- form: CREATE AGGREGATE of no arguments, several, and variadic ones
create function count_one(bigint) returns bigint language sql immutable as $$ select $1 + 1 $$;
create function count_two(bigint, text, integer) returns bigint language sql immutable as $$ select $1 + 1 $$;
create function count_many(bigint, variadic text[]) returns bigint language sql immutable as $$ select $1 + 1 $$;
create aggregate rows_of (*) (sfunc = count_one, stype = bigint, initcond = '0');
create aggregate pairs_of (text, integer) (sfunc = count_two, stype = bigint, initcond = '0');
create aggregate many_of (variadic parts text[]) (sfunc = count_many, stype = bigint, initcond = '0');

-- form: CREATE AGGREGATE … ORDER BY, hypothetical too
create function collect(numeric[], numeric) returns numeric[] language sql immutable as $$ select $1 || $2 $$;
create function middle(numeric[]) returns numeric language sql immutable as $$ select $1[1] $$;
create function part(numeric[], double precision) returns numeric language sql immutable as $$ select $1[1] $$;
create function place(numeric[], numeric) returns numeric language sql immutable as $$ select $1[1] $$;
create aggregate median (order by numeric) (sfunc = collect, stype = numeric[], finalfunc = middle, initcond = '{}');
create aggregate percentile (double precision order by amount numeric) (
  sfunc = collect, stype = numeric[], finalfunc = part, initcond = '{}', finalfunc_modify = read_only
);

-- form: CREATE AGGREGATE … HYPOTHETICAL
-- superuser
create aggregate place_of (variadic "any" order by variadic "any") (
  sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final, finalfunc_extra, hypothetical
);

-- form: CREATE AGGREGATE … SERIALFUNC and DESERIALFUNC
-- superuser
create aggregate mean (numeric) (
  sfunc = numeric_avg_accum, stype = internal, sspace = 128, finalfunc = numeric_avg, combinefunc = numeric_avg_combine,
  serialfunc = numeric_avg_serialize, deserialfunc = numeric_avg_deserialize, parallel = safe
);

-- form: CREATE AGGREGATE in the old syntax
create aggregate total (basetype = integer, sfunc = int4pl, stype = integer, initcond = '0');
create aggregate anything (basetype = 'ANY', sfunc = int8inc, stype = int8, initcond = 0);
create aggregate total_again (sfunc1 = int4pl, basetype = int4, stype1 = int4, initcond1 = '5');

-- form: CREATE OR REPLACE AGGREGATE
create aggregate total (integer) (sfunc = int4pl, stype = integer);
comment on aggregate total (integer) is 'the sum';
create view sums as select total(1) as total;
create or replace aggregate total (integer) (sfunc = int4pl, stype = integer, initcond = '0', parallel = safe);
create or replace aggregate total (numeric) (sfunc = numeric_add, stype = numeric);
