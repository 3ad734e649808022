-- The key is made anew each time, so nothing conflicts and every run of the seed adds the rows once more.
-- expect: seed-reruns seed.sql:1 countries
-- file: V0001.up.sql
create table if not exists countries (
  id uuid default gen_random_uuid() constraint pk_countries primary key,
  name text not null
);
-- file: V0001.down.sql
drop table if exists countries;
-- file: seed.sql
insert into countries (name) values ('Norway'), ('Italy')
on conflict do nothing;
