-- The down drops the table, and leaves the range type of its opening hours behind.
-- expect: down-restores V0001.down.sql:1 type time_range
-- file: V0001.up.sql
do $$
begin
  if to_regtype('time_range') is null then
    create type time_range as range (subtype = time);
  end if;
end
$$;

create table if not exists opening_hours (
  weekday smallint constraint pk_opening_hours primary key,
  hours time_range not null
);
-- file: V0001.down.sql
drop table if exists opening_hours;
