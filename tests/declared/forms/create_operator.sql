-- form: CREATE OPERATOR
create schema util;
create function same(text, text) returns boolean language sql immutable as $$ select lower($1) = lower($2) $$;
create function other(text, text) returns boolean language sql immutable as $$ select lower($1) <> lower($2) $$;
create function turned(text) returns text language sql immutable as $$ select reverse($1) $$;
create operator === (
  function = same, leftarg = text, rightarg = text, commutator = ===, negator = !==, restrict = eqsel, join = eqjoinsel,
  hashes, merges
);
create operator !== (procedure = other, leftarg = text, rightarg = text, commutator = !==, negator = ===);
create operator ~!~ (function = turned, rightarg = text);
create operator util.=== (function = public.same, leftarg = text, rightarg = text);
create table names (a text, b text check (a === b and (~!~ a) <> '' and a operator(util.===) b));
create index on names ((~!~ a));

-- form: CREATE OPERATOR whose negator is a shell that is never made
create function same(text, text) returns boolean language sql immutable as $$ select lower($1) = lower($2) $$;
create operator === (function = same, leftarg = text, rightarg = text);
create type status as enum ('open');
create function before(status, status) returns boolean language sql immutable as $$ select $1 < $2 $$;
create operator <<< (function = before, leftarg = status, rightarg = status);
