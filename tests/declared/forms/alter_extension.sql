-- form: ALTER EXTENSION … UPDATE
create extension citext version '1.4';
create extension hstore version '1.4';
alter extension citext update to '1.5';
alter extension hstore update;

-- form: ALTER EXTENSION … SET SCHEMA
-- superuser
create schema util;
create extension citext;
create table customers (email citext default 'a@b' check (email <> 'x'));
create index on customers (lower(email));
alter extension citext set schema util;

-- form: ALTER EXTENSION … DROP and ADD a member
-- unknown
-- superuser
create extension citext;
create function own(citext) returns text language sql as $$ select $1::text $$;
create table settings (name text);
create view setting_names as select name from settings;
create domain kind as text;
alter extension citext add function own(citext);
alter extension citext add table settings;
alter extension citext add view setting_names;
alter extension citext add domain kind;
alter extension citext drop domain kind;
alter extension citext drop function strpos(citext, citext);

-- form: ALTER EXTENSION … ADD members of many kinds
-- unknown
-- superuser
create extension citext;
create schema util;
create function clean(text) returns text language sql immutable as $$ select trim($1) $$;
create procedure clear(integer) language sql as $$ select 1 $$;
create aggregate total (integer) (sfunc = int4pl, stype = integer);
create sequence numbers;
create type status as enum ('open');
create type pair as (a integer, b integer);
create materialized view ones as select 1 as one;
create collation plain (locale = 'C');
create conversion latin for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create operator === (function = texteq, leftarg = text, rightarg = text);
create cast (pair as text) with inout;
create text search dictionary stems (template = simple);
create text search configuration words (copy = simple);
create foreign data wrapper files;
create server archive foreign data wrapper files;
create foreign table letters (id integer) server archive;
create function handled() returns event_trigger language plpgsql as $$ begin null; end $$;
create event trigger watched on ddl_command_end execute function handled();
create table orders (status status, number integer default nextval('numbers'));
alter extension citext add schema util;
alter extension citext add routine clean(text);
alter extension citext add procedure clear(integer);
alter extension citext add aggregate total (integer);
alter extension citext add sequence numbers;
alter extension citext add type status;
alter extension citext add type pair;
alter extension citext add materialized view ones;
alter extension citext add collation plain;
alter extension citext add conversion latin;
alter extension citext add operator === (text, text);
alter extension citext add cast (pair as text);
alter extension citext add text search dictionary stems;
alter extension citext add text search configuration words;
alter extension citext add foreign table letters;
alter extension citext add server archive;
alter extension citext add foreign data wrapper files;
alter extension citext add event trigger watched;
