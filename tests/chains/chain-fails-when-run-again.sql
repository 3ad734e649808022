-- The second file drops a table that the first one needs when all files are run again.
-- expect: chain-reruns V0001.up.sql:11 insert into regions (country) values ('NO') on conflict do …
-- file: V0001.up.sql
do $$
begin
  if to_regclass('areas') is null then
    create table if not exists regions (
      country text constraint pk_regions primary key
    );
  end if;
end
$$;

insert into regions (country) values ('NO') on conflict do nothing;
-- file: V0001.down.sql
drop table if exists regions;
-- file: V0002.up.sql
do $$
begin
  if to_regclass('areas') is null then
    alter table regions rename to areas;
  end if;
end
$$;
-- file: V0002.down.sql
do $$
begin
  if to_regclass('regions') is null then
    alter table areas rename to regions;
  end if;
end
$$;
