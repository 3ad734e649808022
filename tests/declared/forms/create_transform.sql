-- form: CREATE TRANSFORM
-- superuser
create type pair as (a integer, b integer);
create type triple as (a integer, b integer, c integer);
create language other handler plpgsql_call_handler;
create function from_pair(internal) returns internal language internal immutable strict as 'int8inc';
create function to_pair(internal) returns pair language internal immutable strict as 'int8inc';
create transform for pair language other (
  from sql with function from_pair(internal), to sql with function to_pair(internal)
);
create or replace transform for pair language other (from sql with function from_pair(internal));
create transform for triple language other (from sql with function from_pair);
create function f(pair) returns text transform for type pair language other as 'x';
