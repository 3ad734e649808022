-- Cut off between the two updates, the rerun multiplies once more: the rows still say that they are in euro.
-- expect: interrupted-rerun 000002_cents.up.sql:1 update products set amount = amount * 100 where unit = 'eur…
-- file: 000001_products.up.sql
create table if not exists products (
  id bigint constraint pk_products primary key,
  amount integer not null,
  unit text not null
);

insert into products (id, amount, unit) values (1, 5, 'euro'), (2, 9, 'euro')
on conflict do nothing;
-- file: 000001_products.down.sql
drop table if exists products;
-- file: 000002_cents.up.sql
update products set amount = amount * 100 where unit = 'euro';

update products set unit = 'cent' where unit = 'euro';
-- file: 000002_cents.down.sql
update products set amount = amount / 100, unit = 'euro' where unit = 'cent';
