-- Cut off between the two updates, the rerun of the down divides once more: the rows still say that they are in cents.
-- expect: interrupted-rerun V0002.down.sql:1 update products set amount = amount / 100 where unit = 'cen…
-- file: V0001.up.sql
create table if not exists products (
  id bigint constraint pk_products primary key,
  amount integer not null,
  unit text not null
);

insert into products (id, amount, unit) values (1, 5, 'euro'), (2, 9, 'euro')
on conflict do nothing;
-- file: V0001.down.sql
drop table if exists products;
-- file: V0002.up.sql
update products set amount = amount * 100, unit = 'cent' where unit = 'euro';
-- file: V0002.down.sql
update products set amount = amount / 100 where unit = 'cent';

update products set unit = 'euro' where unit = 'cent';
