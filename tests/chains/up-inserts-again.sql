-- Every run of the file adds the country once more.
-- expect: up-reruns V0001.up.sql:6 countries
-- file: V0001.up.sql
create table if not exists countries (
  code text not null,
  name text not null
);

insert into countries (code, name) values ('NO', 'Norway');
-- file: V0001.down.sql
drop table if exists countries;
