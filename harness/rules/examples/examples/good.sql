-- The index divides by a number that is never zero.
-- file: V0001.up.sql
create table if not exists parcels (
  id bigint constraint pk_parcels primary key,
  boxes integer not null
);

create index if not exists idx_parcels_share on parcels ((1000 / (abs(boxes % 7) + 1)));
-- file: V0001.down.sql
drop table if exists parcels;
