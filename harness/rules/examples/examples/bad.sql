-- The index divides by what is left of a number, so every seventh cannot be stored.
-- file: V0001.up.sql
create table if not exists parcels (
  id bigint constraint pk_parcels primary key,
  boxes integer not null
);

create index if not exists idx_parcels_share on parcels ((1000 / (boxes % 7)));
-- file: V0001.down.sql
drop table if exists parcels;
