-- IF NOT EXISTS sees a sequence of that name and is content, although it counts from one.
-- expect: hidden-drift V0002.up.sql:5 sequence invoice_number
-- file: V0001.up.sql
create sequence if not exists invoice_number;
-- file: V0001.down.sql
drop sequence if exists invoice_number;
-- file: V0002.up.sql
create table if not exists invoices (
  id bigint constraint pk_invoices primary key
);

create sequence if not exists invoice_number start with 1000;
-- file: V0002.down.sql
drop table if exists invoices;
