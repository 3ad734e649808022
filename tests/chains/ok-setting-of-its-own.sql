-- A setting with a name of the file's own is null in a new session, and empty in one that has forgotten it.
-- expect: nothing
-- file: V0001.up.sql
do $$
begin
  if current_setting('app.tenant', true) is not null then
    raise exception 'the session is not new';
  end if;
end
$$;

create table if not exists tenants (
  id bigint constraint pk_tenants primary key
);

set app.tenant = 'x';
-- file: V0001.down.sql
drop table if exists tenants;
