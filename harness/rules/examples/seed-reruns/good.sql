-- The key is the seed's own, so that the second run finds its rows.
-- file: V0001.up.sql
create table if not exists countries (
  code char(2) constraint pk_countries primary key,
  name text not null
);
-- file: V0001.down.sql
drop table if exists countries;
-- file: seed.sql
insert into countries (code, name) values ('NO', 'Norway'), ('IT', 'Italy')
on conflict do nothing;
