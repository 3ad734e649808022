-- A guard that finds nothing to drop leaves the server unable to set a savepoint: that is the probe's affair alone.
-- expect: nothing
-- file: V0001.up.sql
do $$
begin
  create domain email as text;
exception
  when duplicate_object then null;
end
$$;
-- file: V0001.down.sql
drop domain if exists email;
-- file: V0002.up.sql
alter domain email drop constraint if exists email_check;
alter domain email add constraint email_check check (value like '%@%');
-- file: V0002.down.sql
alter domain email drop constraint if exists email_check;
