-- No number is above 10 and below 5, so no row can enter the table.
-- file: V0001.up.sql
create table if not exists offers (
  id bigint constraint pk_offers primary key,
  amount integer not null,
  constraint ck_offers_amount check (amount > 10 and amount < 5)
);
-- file: V0001.down.sql
drop table if exists offers;
