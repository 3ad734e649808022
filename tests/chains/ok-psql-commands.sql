-- psql's own commands, which psql carries out where it has leave to.
-- expect: nothing
-- options: --allow-psql
-- file: V0001.up.sql
\set table customers

create table if not exists :"table" (
  id bigint constraint pk_customers primary key
);

select format('alter table customers add column if not exists %I text', name)
from unnest(array['city', 'street']) as name
\gexec
-- file: V0001.down.sql
drop table if exists customers;
