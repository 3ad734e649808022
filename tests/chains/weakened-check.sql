-- The up tightens a check, and the down brings back one of the same name that allows what the first one forbade.
-- expect: down-restores V0002.down.sql:3 products.ck_products_price
-- file: V0001.up.sql
create table if not exists products (
  id bigint constraint pk_products primary key,
  price numeric(12, 2) not null constraint ck_products_price check (price > 0)
);
-- file: V0001.down.sql
drop table if exists products;
-- file: V0002.up.sql
alter table products drop constraint if exists ck_products_price;

alter table products add constraint ck_products_price check (price between 0.01 and 99999);
-- file: V0002.down.sql
alter table products drop constraint if exists ck_products_price;

alter table products add constraint ck_products_price check (price >= 0);
