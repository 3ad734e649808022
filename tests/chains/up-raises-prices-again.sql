-- Every run of the file raises the prices of an earlier version once more; its down lowers them once.
-- expect: up-reruns V0002.up.sql:1 products
-- file: V0001.up.sql
create table if not exists products (
  id bigint constraint pk_products primary key,
  cents integer not null
);

insert into products (id, cents) values (1, 500), (2, 900)
on conflict do nothing;
-- file: V0001.down.sql
drop table if exists products;
-- file: V0002.up.sql
update products set cents = cents + 100;
-- file: V0002.down.sql
update products set cents = case id when 1 then 500 else 900 end
where cents in (600, 1000);
