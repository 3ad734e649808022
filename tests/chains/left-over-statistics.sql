-- The statistics object stands on an older table, and the down drops the index only.
-- expect: down-restores V0002.down.sql:1 statistics stat_addresses_city_postcode
-- file: V0001.up.sql
create table if not exists addresses (
  id bigint constraint pk_addresses primary key,
  city text not null,
  postcode text not null
);
-- file: V0001.down.sql
drop table if exists addresses;
-- file: V0002.up.sql
create index if not exists idx_addresses_city on addresses (city);

create statistics if not exists stat_addresses_city_postcode (dependencies)
on city, postcode from addresses;
-- file: V0002.down.sql
drop index if exists idx_addresses_city;
