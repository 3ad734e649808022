-- form: ALTER MATERIALIZED VIEW … SET and RESET
-- unknown
create table documents (id integer, body text);
create materialized view bodies with (fillfactor = 80) as select id, body from documents;
create index bodies_id on bodies (id);
alter materialized view bodies alter column body set statistics 300, alter id set (n_distinct = 5);
alter materialized view bodies alter column id reset (n_distinct);
alter materialized view bodies alter column body set storage external, alter column body set compression pglz;
alter materialized view bodies set (autovacuum_enabled = off), reset (fillfactor);
alter materialized view bodies cluster on bodies_id;
alter materialized view if exists bodies set access method heap;
alter materialized view bodies set tablespace pg_default;
alter materialized view all in tablespace pg_default set tablespace pg_default;

-- form: ALTER MATERIALIZED VIEW … SET WITHOUT CLUSTER
create materialized view ones as select 1 as number;
create index ones_number on ones (number);
alter materialized view ones cluster on ones_number;
alter materialized view ones set without cluster;

-- form: ALTER MATERIALIZED VIEW … RENAME COLUMN and RENAME TO
create table orders (id integer, note text);
create materialized view notes as select id, note from orders;
create index on notes (note);
create view remarks as select note from notes;
alter materialized view notes rename column note to remark;
alter materialized view notes rename id to number;
alter materialized view if exists notes rename to order_notes;

-- form: ALTER MATERIALIZED VIEW … SET SCHEMA
create schema reports;
create materialized view ones as select 1 as number;
create index on ones (number);
alter materialized view ones set schema reports;

-- form: ALTER MATERIALIZED VIEW … OWNER TO
-- role: writer
grant create on schema public to writer;
create materialized view ones as select 1 as number;
create index on ones (number);
alter materialized view ones owner to writer;

-- form: ALTER MATERIALIZED VIEW … DEPENDS ON EXTENSION
create extension citext;
create materialized view ones as select 1 as number;
create materialized view twos as select 2 as number;
alter materialized view ones depends on extension citext;
alter materialized view twos depends on extension citext;
alter materialized view twos no depends on extension citext;
drop extension citext;
