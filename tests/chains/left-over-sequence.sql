-- The sequence is owned by no column, so that dropping the table leaves it behind.
-- expect: down-restores V0001.down.sql:1 sequence invoice_number
-- file: V0001.up.sql
create sequence if not exists invoice_number start with 1000;

create table if not exists invoices (
  number bigint default nextval('invoice_number') constraint pk_invoices primary key
);
-- file: V0001.down.sql
drop table if exists invoices;
