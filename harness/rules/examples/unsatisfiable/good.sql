-- Between 5 and 10 there are numbers.
-- file: V0001.up.sql
create table if not exists offers (
  id bigint constraint pk_offers primary key,
  amount integer not null,
  constraint ck_offers_amount check (amount > 5 and amount < 10)
);
-- file: V0001.down.sql
drop table if exists offers;
