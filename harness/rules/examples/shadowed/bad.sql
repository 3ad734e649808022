-- Whoever repeats the key and the code repeats the key, which is rejected first.
-- file: V0001.up.sql
create table if not exists offers (
  id bigint constraint pk_offers primary key,
  code text not null,
  constraint uq_offers_id_code unique (id, code)
);
-- file: V0001.down.sql
drop table if exists offers;
