-- The code alone is unique, which the key does not see to.
-- file: V0001.up.sql
create table if not exists offers (
  id bigint constraint pk_offers primary key,
  code text not null,
  constraint uq_offers_code unique (code)
);
-- file: V0001.down.sql
drop table if exists offers;
