-- SET LOCAL does nothing outside a transaction: by hand the table is made in public, by psql -1 in another schema.
-- expect: single-transaction V0002.up.sql:3 archive.orders
-- expect: single-transaction V0002.up.sql:3 orders
-- file: V0001.up.sql
create schema if not exists archive;
-- file: V0001.down.sql
drop schema if exists archive;
-- file: V0002.up.sql
set local search_path = archive;

create table if not exists orders (
  id bigint constraint pk_orders primary key
);
-- file: V0002.down.sql
drop table if exists orders;
