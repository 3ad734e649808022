-- Two sessions both look for a row that neither has committed, and both put it in.
-- expect: concurrent-apply V0002.up.sql:1 currencies
-- file: V0001.up.sql
create table if not exists currencies (
  id bigint generated always as identity constraint pk_currencies primary key,
  code text not null
);
-- file: V0001.down.sql
drop table if exists currencies;
-- file: V0002.up.sql
insert into currencies (code)
select 'EUR'
where not exists (select from currencies where code = 'EUR');
-- file: V0002.down.sql
delete from currencies where code = 'EUR';
