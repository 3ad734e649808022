-- form: CREATE COLLATION
create collation plain (locale = 'C');
create collation two_sided (lc_collate = 'C', lc_ctype = 'POSIX');
create collation copied from "C";
create collation if not exists plain (locale = 'POSIX');
create collation if not exists other (provider = libc, locale = 'C', deterministic = true);
create table names (a text collate plain, b text collate copied check (b > 'a'));
create index on names (a collate two_sided);

-- form: CREATE COLLATION of ICU
-- until: 17
-- (the embedded server, PostgreSQL 18, is built without ICU)
create collation german (provider = icu, locale = 'de-DE');
create collation caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
create collation german_copy from german;
create table names (a text collate german unique, b text collate caseless);

-- form: CREATE COLLATION of the builtin provider
-- since: 17
create collation quick (provider = builtin, locale = 'C.UTF-8');
create table names (a text collate quick);

-- form: CREATE COLLATION in a schema, found by search_path
create schema sorting;
set search_path = sorting, public;
create collation plain (locale = 'C');
create table names (a text collate plain, b text collate sorting.plain);
create index on names (b collate plain);
