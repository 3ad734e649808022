-- The trigger returns OLD, and the cascade goes through.
-- file: V0001.up.sql
create table if not exists customers (
  id bigint constraint pk_customers primary key
);

create table if not exists orders (
  id bigint constraint pk_orders primary key,
  customer_id bigint not null constraint fk_orders_customer_id references customers on delete cascade
);

create index if not exists idx_orders_customer_id on orders (customer_id);

create or replace function note_deletion()
returns trigger
language plpgsql
as $$
begin
  raise debug 'order % goes', old.id;
  return old;
end
$$;

create or replace trigger trg_orders_note
before delete on orders
for each row
execute function note_deletion();
-- file: V0001.down.sql
drop table if exists orders;

drop function if exists note_deletion();

drop table if exists customers;
