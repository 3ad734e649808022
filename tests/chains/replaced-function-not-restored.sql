-- OR REPLACE overwrites the older body, and the down drops the new column without bringing that body back.
-- expect: down-restores V0002.down.sql:1 function price_with_tax(numeric)
-- file: V0001.up.sql
create table if not exists products (
  id bigint constraint pk_products primary key,
  price numeric(12, 2) not null
);

create or replace function price_with_tax(price numeric) returns numeric
language sql
immutable
as 'select round(price * 1.20, 2)';
-- file: V0001.down.sql
drop function if exists price_with_tax(numeric);

drop table if exists products;
-- file: V0002.up.sql
alter table products add column if not exists tax_free boolean not null default false;

create or replace function price_with_tax(price numeric) returns numeric
language sql
immutable
as 'select round(price * 1.22, 2)';
-- file: V0002.down.sql
alter table products drop column if exists tax_free;
