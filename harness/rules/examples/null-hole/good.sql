-- The column takes no NULL, so every amount is judged.
-- file: V0001.up.sql
create table if not exists offers (
  id bigint constraint pk_offers primary key,
  amount integer not null,
  constraint ck_offers_amount check (amount > 0)
);
-- file: V0001.down.sql
drop table if exists offers;
