-- A NULL makes the condition unknown, and a check rejects only what is false.
-- file: V0001.up.sql
create table if not exists offers (
  id bigint constraint pk_offers primary key,
  amount integer,
  constraint ck_offers_amount check (amount > 0)
);
-- file: V0001.down.sql
drop table if exists offers;
