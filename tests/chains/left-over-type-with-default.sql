-- The down leaves a text where an enum with a default stood.
-- expect: down-restores V0002.down.sql:1 people.mood
-- file: V0001.up.sql
do $$
begin
  create type mood as enum ('good', 'bad');
exception
  when duplicate_object then null;
end
$$;

create table if not exists people (
  id bigint constraint pk_people primary key,
  mood mood not null default 'good'
);
-- file: V0001.down.sql
drop table if exists people;
drop type if exists mood;
-- file: V0002.up.sql
alter table people alter column mood drop default;
alter table people alter column mood type text;
alter table people alter column mood set default 'good';
-- file: V0002.down.sql
select 1;
