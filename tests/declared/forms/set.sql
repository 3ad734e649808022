-- form: SET search_path in every spelling
create schema sales;
create schema "Old Sales";
create schema archive;
set search_path to sales;
create table a (id integer);
set session search_path = 'archive', public;
create table b (id integer);
set search_path = "Old Sales", sales;
create table c (id integer);
set schema 'sales';
create table d (id integer);
select set_config('search_path', 'archive, public', false);
create table e (id integer);
set search_path to default;
create table f (id integer);
select pg_catalog.set_config('search_path', '', false);
create table public.g (id integer);
reset all;
create table h (id integer);

-- form: SET search_path with the session's own schema and pg_catalog
create schema sales;
set search_path = "$user", sales;
create table a (id integer);
set search_path = pg_catalog, sales;
create table sales.b (id integer, note text);
set search_path = sales, pg_temp;
create table c (id integer);
discard all;
create table d (id integer);

-- form: SET of what new objects are made with
set default_toast_compression = pglz;
create table documents (body text);
set default_tablespace = '';
set default_table_access_method = heap;
set check_function_bodies = off;
create function f() returns bigint language sql as $$ select count(*) from missing $$;
set standard_conforming_strings = on;
set default_transaction_isolation = 'serializable';
set client_min_messages = warning;
set lock_timeout = '5s';
create table if not exists documents (id integer);

-- form: SET array_nulls, quote_all_identifiers and the like change nothing
set quote_all_identifiers = on;
set datestyle = 'German, DMY';
set intervalstyle = 'iso_8601';
set bytea_output = 'escape';
set extra_float_digits = 0;
set timezone = 'Asia/Tokyo';
create table orders (
  placed date default '31.12.2020', during interval default '1 day', ratio double precision default 0.1,
  stamp timestamptz default '2020-01-01 00:00:00', data bytea default '\x00'
);
