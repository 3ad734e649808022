-- Two sessions look at the same time, both see no check, and both add one: the second gets another name.
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  cents integer not null
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
do $$
begin
  if not exists (select from pg_constraint where conrelid = 'orders'::regclass and contype = 'c') then
    alter table orders add check (cents >= 0);
  end if;
end
$$;
-- file: V0002.down.sql
alter table orders drop constraint if exists orders_cents_check;
