-- The down empties the schema that the up made, and does not drop it.
-- expect: down-restores V0001.down.sql:1 schema billing
-- file: V0001.up.sql
create schema if not exists billing;

create table if not exists billing.invoices (
  id bigint constraint pk_invoices primary key
);
-- file: V0001.down.sql
drop table if exists billing.invoices;
