-- PostgreSQL cannot drop a label, so the down makes the type anew, default and all, within one transaction.
-- expect: nothing
-- file: V0001.up.sql
do $$
begin
  if to_regtype('order_status') is null then
    create type order_status as enum ('new', 'paid');
  end if;
end
$$;

create table if not exists orders (
  id bigint constraint pk_orders primary key,
  status order_status not null default 'new'
);
-- file: V0001.down.sql
drop table if exists orders;

drop type if exists order_status;
-- file: V0002.up.sql
alter type order_status add value if not exists 'refunded' after 'paid';
-- file: V0002.down.sql
begin;

alter type order_status rename to former_order_status;

create type order_status as enum ('new', 'paid');

alter table orders
alter column status drop default,
alter column status type order_status using status::text::order_status,
alter column status set default 'new';

drop type former_order_status;

commit;
