-- form: BEGIN … COMMIT and COMMIT AND CHAIN
begin;
create table orders (id integer);
commit;
begin work;
create table notes (id integer);
commit work and chain;
create table marks (id integer);
commit and no chain;
