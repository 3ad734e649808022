-- The down makes the table anew beside the old one and swaps them: key, index and sequence bear the names of the copy.
-- expect: down-restores V0002.down.sql:1 orders.id
-- expect: down-restores V0002.down.sql:1 sequence orders_id_seq
-- expect: down-restores V0002.down.sql:1 sequence orders_copy_id_seq
-- expect: down-restores V0002.down.sql:1 orders.orders_pkey
-- expect: down-restores V0002.down.sql:1 orders.orders_copy_pkey
-- file: V0001.up.sql
create table if not exists orders (
  id serial primary key,
  total numeric(12, 2)
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders add column if not exists currency text;
-- file: V0002.down.sql
do $$
begin
  if exists (
    select from information_schema.columns where table_name = 'orders' and column_name = 'currency'
  ) then
    create table orders_copy (
      id serial primary key,
      total numeric(12, 2)
    );
    insert into orders_copy select id, total from orders;
    drop table orders;
    alter table orders_copy rename to orders;
  end if;
end
$$;
