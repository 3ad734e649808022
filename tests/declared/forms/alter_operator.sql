-- form: ALTER OPERATOR
-- role: writer
grant create on schema public to writer;
create schema util;
create function same(text, text) returns boolean language sql immutable as $$ select lower($1) = lower($2) $$;
create function turned(text) returns text language sql immutable as $$ select reverse($1) $$;
create operator === (function = same, leftarg = text, rightarg = text);
create operator ==== (function = same, leftarg = text, rightarg = text, restrict = eqsel, join = eqjoinsel);
create operator ~!~ (function = turned, rightarg = text);
create table names (a text check (~!~ a <> ''));
alter operator === (text, text) set (restrict = eqsel, join = eqjoinsel);
alter operator ==== (text, text) set (restrict = none, join = none);
alter operator ~!~ (none, text) set schema util;
alter operator === (text, text) owner to writer;

-- form: ALTER OPERATOR … SET (COMMUTATOR, NEGATOR, HASHES, MERGES)
-- since: 17
create function same(text, text) returns boolean language sql immutable as $$ select lower($1) = lower($2) $$;
create function other(text, text) returns boolean language sql immutable as $$ select lower($1) <> lower($2) $$;
create operator === (function = same, leftarg = text, rightarg = text);
create operator !== (function = other, leftarg = text, rightarg = text);
alter operator === (text, text) set (commutator = ===, negator = !==, hashes, merges);
