-- form: DROP OPERATOR
-- unknown
create function same(text, text) returns boolean language sql immutable as $$ select lower($1) = lower($2) $$;
create function turned(text) returns text language sql immutable as $$ select reverse($1) $$;
create operator === (function = same, leftarg = text, rightarg = text);
create operator ==== (function = same, leftarg = text, rightarg = text);
create operator ~!~ (function = turned, rightarg = text);
create operator !!! (function = turned, rightarg = text);
create table names (id integer, a text check (~!~ a <> ''));
create index names_turned on names ((~!~ a));
create view turned_names as select ~!~ a as a from names;
drop operator === (text, text), ==== (text, text);
drop operator if exists ~~~~ (text, text), ~!~ (none, text) cascade;
