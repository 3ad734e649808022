-- Dropping the column takes along a check that also spoke of an older column, and the down brings back neither.
-- expect: down-restores V0002.down.sql:1 bookings.ck_bookings_days
-- file: V0001.up.sql
create table if not exists bookings (
  id bigint constraint pk_bookings primary key,
  starts_on date not null,
  ends_on date,
  constraint ck_bookings_days check (ends_on >= starts_on)
);
-- file: V0001.down.sql
drop table if exists bookings;
-- file: V0002.up.sql
alter table bookings drop column if exists ends_on;
-- file: V0002.down.sql
alter table bookings add column if not exists ends_on date;
