-- What the file inserts carries the time of its first run, and no later run changes it.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists settings (
  name text constraint pk_settings primary key,
  value text not null,
  changed_at timestamptz not null default clock_timestamp(),
  token uuid not null default gen_random_uuid()
);

insert into settings (name, value) values ('currency', 'EUR'), ('language', 'no')
on conflict do nothing;

update settings set value = 'nb', changed_at = clock_timestamp()
where name = 'language' and value <> 'nb';
-- file: V0001.down.sql
drop table if exists settings;
