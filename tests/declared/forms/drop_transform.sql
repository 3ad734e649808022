-- form: DROP TRANSFORM
-- superuser
create type pair as (a integer, b integer);
create type triple as (a integer, b integer, c integer);
create language other handler plpgsql_call_handler;
create function from_pair(internal) returns internal language internal immutable strict as 'int8inc';
create transform for pair language other (from sql with function from_pair(internal));
create transform for triple language other (from sql with function from_pair(internal));
drop transform for pair language other restrict;
drop transform if exists for pair language other cascade;
drop type triple cascade;
