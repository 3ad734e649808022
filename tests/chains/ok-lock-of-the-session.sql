-- A lock of the session keeps two runs apart for the length of the file, so that looking first is enough.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists currencies (
  id bigint generated always as identity constraint pk_currencies primary key,
  code text not null
);
-- file: V0001.down.sql
drop table if exists currencies;
-- file: V0002.up.sql
select pg_advisory_lock(7);

insert into currencies (code)
select 'EUR'
where not exists (select from currencies where code = 'EUR');

select pg_advisory_unlock(7);
-- file: V0002.down.sql
delete from currencies where code = 'EUR';
