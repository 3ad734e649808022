-- The second version forbids what the seed still holds.
-- expect: seed-reruns seed.sql:1 insert into products (id, cents) values (1, 0) on conflict …
-- file: V0001.up.sql
create table if not exists products (
  id bigint constraint pk_products primary key,
  cents integer not null
);
-- file: V0001.down.sql
drop table if exists products;
-- file: V0002.up.sql
alter table products drop constraint if exists ck_products_cents;

alter table products add constraint ck_products_cents check (cents > 0);
-- file: V0002.down.sql
alter table products drop constraint if exists ck_products_cents;
-- file: seed.sql
insert into products (id, cents) values (1, 0) on conflict do nothing;
