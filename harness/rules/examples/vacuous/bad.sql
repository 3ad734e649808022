-- Every number is above 5 or not above 10, so the check rejects none.
-- file: V0001.up.sql
create table if not exists offers (
  id bigint constraint pk_offers primary key,
  amount integer not null,
  constraint ck_offers_amount check (amount > 5 or amount <= 10)
);
-- file: V0001.down.sql
drop table if exists offers;
