-- The same defects in Flyway's files: an undo that leaves a sequence, a version without one, and a repeatable view.
-- expect: down-restores U1__orders.sql:1 sequence order_number
-- expect: down-exists V1_1__note.sql:1 version 1_1
-- file: V1__orders.sql
create sequence if not exists order_number;

create table if not exists orders (
  number bigint default nextval('order_number') constraint pk_orders primary key,
  paid boolean not null default false
);
-- file: U1__orders.sql
drop table if exists orders;
-- file: V1_1__note.sql
alter table orders add column if not exists note text;
-- file: R__open_orders.sql
create or replace view open_orders as
select number
from orders
where not paid;
