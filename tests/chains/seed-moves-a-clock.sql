-- A second run of the seed sets the time of the change anew: inside one transaction nobody would see it.
-- expect: seed-reruns seed.sql:1 settings
-- file: V0001.up.sql
create table if not exists settings (
  name text constraint pk_settings primary key,
  value text not null,
  changed_at timestamptz not null default now()
);
-- file: V0001.down.sql
drop table if exists settings;
-- file: seed.sql
insert into settings (name, value) values ('currency', 'EUR')
on conflict (name) do update set value = excluded.value, changed_at = now();
