-- Comments on what lives in a relation or a domain; COMMENT names those the other way round.
-- expect: down-restores V0002.down.sql:1 comment on constraint orders.pk_orders
-- expect: down-restores V0002.down.sql:1 comment on domain constraint cents.ck_cents
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key
);

do $$
begin
  create domain cents as integer constraint ck_cents check (value >= 0);
exception
  when duplicate_object then null;
end
$$;
-- file: V0001.down.sql
drop domain if exists cents;
drop table if exists orders;
-- file: V0002.up.sql
comment on constraint pk_orders on orders is 'The number on the paper.';
comment on constraint ck_cents on domain cents is 'No debts.';
-- file: V0002.down.sql
select 1;
