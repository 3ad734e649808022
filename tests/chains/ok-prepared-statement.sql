-- What a file prepares is gone with its session, and the next run prepares it again.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists settings (
  name text constraint pk_settings primary key,
  value text not null
);

prepare put as insert into settings (name, value) values ($1, $2) on conflict do nothing;

execute put('a', '1');
-- file: V0001.down.sql
drop table if exists settings;
