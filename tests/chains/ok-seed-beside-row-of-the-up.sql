-- The up adds a setting to a table that stood empty, the seed another; the down deletes its own and no other.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists settings (
  name text constraint pk_settings primary key,
  value text not null
);
-- file: V0001.down.sql
drop table if exists settings;
-- file: V0002.up.sql
insert into settings (name, value) values ('currency', 'EUR')
on conflict do nothing;
-- file: V0002.down.sql
delete from settings where name = 'currency';
-- file: seed.sql
insert into settings (name, value) values ('carrier', 'post')
on conflict do nothing;
