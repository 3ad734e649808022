-- form: DROP MATERIALIZED VIEW of several at once
create materialized view ones as select 1 as number;
create materialized view twos as select 2 as number;
create materialized view kept as select 3 as number;
create index on ones (number);
comment on materialized view twos is 'two';
drop materialized view ones, twos;

-- form: DROP MATERIALIZED VIEW IF EXISTS and CASCADE
create materialized view ones as select 1 as number;
create view over_ones as select number from ones;
create materialized view kept as select 3 as number;
drop materialized view if exists missing, ones cascade;
