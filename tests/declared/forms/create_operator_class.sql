-- form: CREATE OPERATOR CLASS
-- superuser
create operator class backward for type integer using btree as
  operator 1 >, operator 2 >=, operator 3 =, operator 4 <=, operator 5 <, function 1 btint4cmp(integer, integer);
create operator family texts using hash;
create operator class text_hash for type text using hash family texts as
  operator 1 = (text, text), function 1 hashtext(text), function 2 (text, text) hashtextextended(text, bigint);
create operator class point_near for type point using gist as
  operator 1 <<, operator 5 >>, operator 15 <-> (point, point) for order by float_ops, storage box,
  function 1 gist_point_consistent(internal, point, smallint, oid, internal),
  function 2 gist_box_union(internal, internal), function 3 gist_point_compress(internal),
  function 5 gist_box_penalty(internal, internal, internal), function 6 gist_box_picksplit(internal, internal),
  function 7 gist_box_same(box, box, internal), function 8 gist_point_distance(internal, point, smallint, oid, internal);
create table numbers (n integer, t text);
create index numbers_backward on numbers (n backward);
create index numbers_hash on numbers using hash (t text_hash);

-- form: CREATE OPERATOR CLASS DEFAULT for a type of its own
-- superuser
create type pair as (a integer, b integer);
create function pair_cmp(pair, pair) returns integer language sql immutable as $$ select 0 $$;
create function pair_lt(pair, pair) returns boolean language sql immutable as $$ select false $$;
create function pair_eq(pair, pair) returns boolean language sql immutable as $$ select true $$;
create operator <| (function = pair_lt, leftarg = pair, rightarg = pair);
create operator =| (function = pair_eq, leftarg = pair, rightarg = pair);
create operator class pair_ops default for type pair using btree as
  operator 1 <| for search, operator 3 =|, function 1 pair_cmp(pair, pair);
create table pairs (p pair);
create index on pairs (p);
