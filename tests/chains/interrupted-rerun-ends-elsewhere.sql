-- Cut off after the table is made, the rerun takes all of the work for done, and the column never gets its default.
-- expect: interrupted-rerun V0002.up.sql:3 order_events
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  status text
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
select pg_catalog.set_config('shop.status_is_new', (to_regclass('order_events') is null)::text, false);

create table if not exists order_events (
  order_id bigint constraint pk_order_events primary key
);

do $$
begin
  if current_setting('shop.status_is_new')::boolean then
    alter table orders alter column status set default 'new';
  end if;
end
$$;
-- file: V0002.down.sql
drop table if exists order_events;

alter table orders alter column status drop default;
