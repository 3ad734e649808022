-- form: DROP EXTENSION of several at once
create extension citext;
create extension hstore;
create extension ltree;
comment on extension citext is 'no case';
drop extension citext, hstore;

-- form: DROP EXTENSION IF EXISTS, where it does and where it does not
create extension citext;
create extension ltree;
drop extension if exists citext, hstore restrict;

-- form: DROP EXTENSION CASCADE takes columns, indexes and functions
create extension citext;
create extension pg_trgm;
create table customers (id integer, email citext unique, name text);
create index customers_like on customers using gin (name gin_trgm_ops);
create index customers_name on customers (name);
create view emails as select email from customers;
create view names as select name from customers;
create function domain_of(citext) returns text language sql as $$ select $1::text $$;
drop extension citext, pg_trgm cascade;

-- form: DROP EXTENSION of one that every database starts with
-- superuser
create function f() returns integer language sql as $$ select 1 $$;
create function g() returns integer language plpgsql as $$ begin return 1; end $$;
drop extension plpgsql cascade;
