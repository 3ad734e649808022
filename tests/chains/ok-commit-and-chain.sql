-- COMMIT AND CHAIN opens the next transaction at once.
-- expect: nothing
-- file: V0001.up.sql
begin;

create table if not exists orders (
  id bigint constraint pk_orders primary key
);

commit and chain;

create table if not exists payments (
  id bigint constraint pk_payments primary key
);

commit;
-- file: V0001.down.sql
drop table if exists payments;
drop table if exists orders;
