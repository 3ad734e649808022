-- What a file sets under a name of its own ends with its session: the file that then runs finds it unset, every time.
-- expect: nothing
-- file: V0001.up.sql
set app.tenant = 'first';

create table if not exists orders (
  id bigint constraint pk_orders primary key
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
do $$
begin
  if current_setting('app.tenant', true) is not null then
    raise exception 'the tenant is set to %', current_setting('app.tenant');
  end if;
end
$$;

set app.tenant = 'second';

create table if not exists notes (
  id bigint constraint pk_notes primary key
);
-- file: V0002.down.sql
drop table if exists notes;
