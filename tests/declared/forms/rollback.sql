-- form: BEGIN … ROLLBACK and ABORT
create table orders (id integer);
create type status as enum ('open');
begin;
create table lines (id integer);
alter table orders add column note text;
drop type status;
rollback;
begin;
drop table orders;
abort;
create table kept (id integer);

-- form: ROLLBACK of enum labels, renames, comments and grants
-- role: reader
create type status as enum ('open');
create table orders (id integer, note text);
comment on table orders is 'before';
begin;
alter type status add value 'closed';
alter table orders rename to purchases;
comment on table purchases is 'after';
grant select on purchases to reader;
create index on purchases (note);
rollback;

-- form: ROLLBACK takes SET back, COMMIT takes SET LOCAL back
create schema sales;
create schema archive;
begin;
set search_path = sales;
rollback;
create table orders (id integer);
begin;
set local search_path = archive;
create table orders (id integer);
commit;
create table lines (id integer);
begin;
set search_path = sales;
savepoint one;
set search_path = archive;
rollback to one;
create table lines (id integer);
commit;
create table notes (id integer);
