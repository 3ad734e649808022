-- The up lengthens a code, and the down gives it its old length without its old collation: it sorts otherwise now.
-- expect: down-restores V0002.down.sql:1 products.code
-- file: V0001.up.sql
create table if not exists products (
  id bigint constraint pk_products primary key,
  code varchar(20) collate "C" not null
);
-- file: V0001.down.sql
drop table if exists products;
-- file: V0002.up.sql
alter table products alter column code type varchar(40) collate "C";
-- file: V0002.down.sql
alter table products alter column code type varchar(20);
