-- When all files are run again, the first one brings the table back that the second one renamed: empty, beside the new.
-- expect: chain-reruns V0001.up.sql:1 clients
-- file: V0001.up.sql
create table if not exists clients (
  id bigint not null,
  name text not null
);
-- file: V0001.down.sql
drop table if exists clients;
-- file: V0002.up.sql
do $$
begin
  if to_regclass('customers') is null then
    alter table clients rename to customers;
  end if;
end
$$;
-- file: V0002.down.sql
do $$
begin
  if to_regclass('clients') is null then
    alter table customers rename to clients;
  end if;
end
$$;
