-- A label cannot be used in the transaction that adds it, and the file does not say that it needs none.
-- expect: single-transaction 000002_refunds.up.sql:3 insert into order_events (id, kind) values (1, 'refunded') …
-- file: 000001_events.up.sql
do $$
begin
  if to_regtype('order_event') is null then
    create type order_event as enum ('placed', 'paid');
  end if;
end
$$;

create table if not exists order_events (
  id bigint constraint pk_order_events primary key,
  kind order_event not null
);
-- file: 000001_events.down.sql
drop table if exists order_events;

drop type if exists order_event;
-- file: 000002_refunds.up.sql
alter type order_event add value if not exists 'refunded';

insert into order_events (id, kind) values (1, 'refunded') on conflict do nothing;
-- file: 000002_refunds.down.sql
begin;

delete from order_events where id = 1;

alter type order_event rename to former_order_event;

create type order_event as enum ('placed', 'paid');

alter table order_events alter column kind type order_event using kind::text::order_event;

drop type former_order_event;

commit;
