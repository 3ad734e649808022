-- Cut off between the two drops, the file fails when it is run again: its guard looks for the column that went last.
-- file: V0001.up.sql
create table if not exists people (
  id bigint constraint pk_people primary key,
  first_name text,
  last_name text
);
-- file: V0001.down.sql
drop table if exists people;
-- file: V0002.up.sql
alter table people add column if not exists full_name text;

do $$
begin
  if exists (
    select from information_schema.columns
    where table_name = 'people' and column_name = 'last_name'
  ) then
    update people set full_name = concat_ws(' ', first_name, last_name);
  end if;
end
$$;

alter table people drop column if exists first_name;

alter table people drop column if exists last_name;
-- file: V0002.down.sql
alter table people
add column if not exists first_name text,
add column if not exists last_name text,
drop column if exists full_name;
