-- form: CREATE EXTENSION, whose members are not read
create extension citext;
create extension if not exists hstore with schema public;
create table customers (email citext unique, data hstore, emails citext[] default '{}');
create index on customers (lower(email));
create index on customers using gin (data);

-- form: CREATE EXTENSION … SCHEMA and IF NOT EXISTS
create schema util;
create extension citext with schema util;
create extension if not exists citext;
set search_path = util, public;
create extension ltree;
create table paths (path ltree check (path <> 'x'), name citext);

-- form: CREATE EXTENSION … VERSION
create extension citext version '1.5';
create extension hstore with schema public version "1.7";

-- form: CREATE EXTENSION … CASCADE
-- superuser
create extension earthdistance cascade;
create table places (position earth);

-- form: CREATE EXTENSION that is not trusted
-- superuser
create extension pageinspect;
create extension pgstattuple;
create table orders (id integer);
