-- A table of the same name in another schema is another table.
-- expect: nothing
-- file: V0001.up.sql
create schema if not exists archive;

create table if not exists archive.orders (
  id bigint constraint pk_orders primary key
);
-- file: V0001.down.sql
drop table if exists archive.orders;
drop schema if exists archive;
-- file: V0002.up.sql
do $$
begin
  if to_regclass('public.orders') is null then
    create table orders (
      id bigint constraint pk_orders primary key,
      note text
    );
  end if;
end
$$;
-- file: V0002.down.sql
drop table if exists orders;
