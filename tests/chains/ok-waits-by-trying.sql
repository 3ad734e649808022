-- A file may wait for the other run by trying again and again: no lock of the server shows that it waits.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists currencies (
  id bigint generated always as identity constraint pk_currencies primary key,
  code text not null
);
-- file: V0001.down.sql
drop table if exists currencies;
-- file: V0002.up.sql
do $$
begin
  while not pg_try_advisory_lock(7) loop
    perform pg_sleep(0.01);
  end loop;
end
$$;

insert into currencies (code)
select 'EUR'
where not exists (select from currencies where code = 'EUR');

select pg_advisory_unlock(7);
-- file: V0002.down.sql
delete from currencies where code = 'EUR';
