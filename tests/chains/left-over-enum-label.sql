-- PostgreSQL cannot drop a label, so the down does nothing at all: the label stays.
-- expect: down-restores V0002.down.sql:1 type order_status
-- file: V0001.up.sql
do $$
begin
  if to_regtype('order_status') is null then
    create type order_status as enum ('new', 'paid');
  end if;
end
$$;
-- file: V0001.down.sql
drop type if exists order_status;
-- file: V0002.up.sql
alter type order_status add value if not exists 'refunded';
-- file: V0002.down.sql
select 'labels stay';
