-- The seed counts its own runs.
-- expect: seed-reruns seed.sql:1 settings
-- file: V0001.up.sql
create table if not exists settings (
  name text constraint pk_settings primary key,
  value integer not null
);
-- file: V0001.down.sql
drop table if exists settings;
-- file: seed.sql
insert into settings (name, value) values ('runs', 1)
on conflict (name) do update set value = settings.value + 1;
