-- The up rewrites the comment of an older column, and the down removes it instead of bringing the old words back.
-- expect: down-restores V0002.down.sql:1 comment on column orders.total
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  total numeric(12, 2) not null
);

do $$
begin
  if col_description('orders'::regclass, 2) is null then
    comment on column orders.total is 'In euro, without tax';
  end if;
end
$$;
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
comment on column orders.total is 'In euro, with tax';
-- file: V0002.down.sql
comment on column orders.total is null;
