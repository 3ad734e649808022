-- Rows are split into two columns, and the down puts them together again exactly.
-- expect: nothing
-- file: 000001_people.up.sql
create table if not exists people (
  id bigint constraint pk_people primary key,
  name text not null
);

insert into people (id, name) values (1, 'Ada Lovelace'), (2, 'Grace Hopper')
on conflict do nothing;
-- file: 000001_people.down.sql
drop table if exists people;
-- file: 000002_split_names.up.sql
begin;

alter table people add column if not exists first_name text, add column if not exists last_name text;

do $$
begin
  if exists (
    select from information_schema.columns
    where table_name = 'people' and column_name = 'name'
  ) then
    update people set first_name = split_part(name, ' ', 1), last_name = split_part(name, ' ', 2);
    alter table people drop column name;
  end if;
end
$$;

commit;
-- file: 000002_split_names.down.sql
begin;

alter table people add column if not exists name text;

do $$
begin
  if exists (
    select from information_schema.columns
    where table_name = 'people' and column_name = 'first_name'
  ) then
    update people set name = first_name || ' ' || last_name;
    alter table people drop column first_name, drop column last_name;
  end if;
end
$$;

alter table people alter column name set not null;

commit;
