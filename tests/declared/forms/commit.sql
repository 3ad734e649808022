-- form: COMMIT AND CHAIN and ROLLBACK AND CHAIN
begin;
create table orders (id integer);
commit and chain;
create table lines (id integer);
rollback and chain;
create table notes (id integer);
commit;
