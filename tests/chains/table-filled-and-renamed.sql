-- The rows go in again wherever the file is cut off, into a table that stands there under either of two names.
-- expect: interrupted-rerun V0002.up.sql:2 insert into drafts (id) values (1);
-- expect: up-reruns V0002.up.sql:3 alter table drafts rename to orders;
-- settings: ledger = true
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key
);
-- file: V0001.down.sql
drop table if exists customers;
-- file: V0002.up.sql
create table if not exists drafts (id bigint);
insert into drafts (id) values (1);
alter table drafts rename to orders;
comment on table orders is 'All orders.';
-- file: V0002.down.sql
drop table if exists orders;
