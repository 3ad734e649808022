-- The up adds one setting, and the down deletes all of them.
-- expect: down-restores V0002.down.sql:3 settings
-- file: V0001.up.sql
create table if not exists settings (
  name text constraint pk_settings primary key,
  value text not null
);

insert into settings (name, value) values ('currency', 'EUR')
on conflict do nothing;
-- file: V0001.down.sql
drop table if exists settings;
-- file: V0002.up.sql
create table if not exists carriers (
  name text constraint pk_carriers primary key
);

insert into settings (name, value) values ('carrier', 'post')
on conflict do nothing;
-- file: V0002.down.sql
drop table if exists carriers;

delete from settings;
