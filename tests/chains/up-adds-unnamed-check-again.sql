-- PostgreSQL names the check itself, so that each run of the file adds one more of the same words.
-- expect: up-reruns V0001.up.sql:6 products.products_cents_check1
-- file: V0001.up.sql
create table if not exists products (
  id bigint constraint pk_products primary key,
  cents integer not null
);

alter table products add check (cents > 0);
-- file: V0001.down.sql
drop table if exists products;
