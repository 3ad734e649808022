-- The excuse gives no reason: it excuses nothing, and the foreign key is reported too.
-- file: V0001.up.sql
create table if not exists countries (
  code char(2) constraint pk_countries primary key
);

-- harness: ignore[fk-index]
create table if not exists customers (
  id bigint constraint pk_customers primary key,
  country char(2) not null constraint fk_customers_country references countries
);
-- file: V0001.down.sql
drop table if exists customers;

drop table if exists countries;
