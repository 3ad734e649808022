-- The check comes NOT VALID and is validated in a second statement, so that writers are not held up.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists products (
  id bigint constraint pk_products primary key,
  cents integer not null
);
-- file: V0001.down.sql
drop table if exists products;
-- file: V0002.up.sql
alter table products drop constraint if exists ck_products_cents;

alter table products add constraint ck_products_cents check (cents > 0) not valid;

alter table products validate constraint ck_products_cents;
-- file: V0002.down.sql
alter table products drop constraint if exists ck_products_cents;
