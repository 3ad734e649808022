-- The up widens an amount, and the down narrows it to another precision than it had.
-- expect: down-restores V0002.down.sql:1 invoices.amount
-- file: V0001.up.sql
create table if not exists invoices (
  id bigint constraint pk_invoices primary key,
  amount numeric(10, 2) not null
);
-- file: V0001.down.sql
drop table if exists invoices;
-- file: V0002.up.sql
alter table invoices alter column amount type numeric(14, 4);
-- file: V0002.down.sql
alter table invoices alter column amount type numeric(12, 2);
