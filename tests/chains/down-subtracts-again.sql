-- Every run of the down lowers the prices of an earlier version once more.
-- expect: down-reruns V0002.down.sql:1 products
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
do $$
begin
  if to_regclass('price_rise') is null then
    create table price_rise (cents integer not null);
    update products set cents = cents + 100;
  end if;
end
$$;
-- file: V0002.down.sql
update products set cents = cents - 100;

drop table if exists price_rise;
