-- form: SAVEPOINT, RELEASE and ROLLBACK TO
begin;
create table orders (id integer);
savepoint one;
create table lines (id integer);
alter table orders add column note text;
rollback to savepoint one;
create table notes (id integer);
savepoint two;
create table marks (id integer);
release savepoint two;
rollback to one;
create table kept (id integer);
savepoint "Three";
drop table kept;
rollback work to "Three";
release "Three";
commit;

-- form: SAVEPOINT of the same name twice
begin;
create table orders (id integer);
savepoint one;
create table lines (id integer);
savepoint one;
create table notes (id integer);
rollback to one;
release one;
rollback to one;
commit;
