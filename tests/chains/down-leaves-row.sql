-- The up adds a setting to a table that stood empty, and the down, which has no statement, leaves it there.
-- expect: down-restores V0002.down.sql:1 settings
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
-- Nothing to undo.
