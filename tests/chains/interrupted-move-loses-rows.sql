-- The rows on their way are kept in a temporary table: cut off after the delete, nobody has them any more.
-- expect: interrupted-rerun 000002_archive.up.sql:10 delete from orders where archived;
-- file: 000001_orders.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  archived boolean not null
);

insert into orders (id, archived) values (1, true), (2, false)
on conflict do nothing;
-- file: 000001_orders.down.sql
drop table if exists orders;
-- file: 000002_archive.up.sql
create table if not exists archived_orders (
  id bigint constraint pk_archived_orders primary key
);

create temporary table moving as
select id
from orders
where archived;

delete from orders where archived;

insert into archived_orders (id)
select id
from moving
on conflict do nothing;
-- file: 000002_archive.down.sql
do $$
begin
  if to_regclass('archived_orders') is not null then
    insert into orders (id, archived) select id, true from archived_orders;
    drop table archived_orders;
  end if;
end
$$;
