-- The down makes indexes, checks and functions in another order than they were made in first; nothing depends on it.
-- expect: nothing
-- file: 000001_orders.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  placed_on date not null,
  paid_on date,
  cents integer not null
);

alter table orders drop constraint if exists ck_orders_cents, drop constraint if exists ck_orders_paid_on;

alter table orders
add constraint ck_orders_cents check (cents >= 0),
add constraint ck_orders_paid_on check (paid_on >= placed_on);

create index if not exists idx_orders_placed_on on orders (placed_on);

create index if not exists idx_orders_paid_on on orders (paid_on);

create or replace function gross(cents integer) returns integer
language sql
immutable
as 'select cents * 6 / 5';

create or replace function net(cents integer) returns integer
language sql
immutable
as 'select cents * 5 / 6';
-- file: 000001_orders.down.sql
drop function if exists net(integer);

drop function if exists gross(integer);

drop table if exists orders;
-- file: 000002_slim.up.sql
drop function if exists gross(integer);

drop function if exists net(integer);

drop index if exists idx_orders_placed_on;

drop index if exists idx_orders_paid_on;

alter table orders drop constraint if exists ck_orders_cents, drop constraint if exists ck_orders_paid_on;
-- file: 000002_slim.down.sql
alter table orders drop constraint if exists ck_orders_cents, drop constraint if exists ck_orders_paid_on;

alter table orders add constraint ck_orders_paid_on check (paid_on >= placed_on);

alter table orders add constraint ck_orders_cents check (cents >= 0);

create or replace function net(cents integer) returns integer
language sql
immutable
as 'select cents * 5 / 6';

create or replace function gross(cents integer) returns integer
language sql
immutable
as 'select cents * 6 / 5';

create index if not exists idx_orders_paid_on on orders (paid_on);

create index if not exists idx_orders_placed_on on orders (placed_on);
