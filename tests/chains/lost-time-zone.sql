-- The up makes a point in time a date, and the down makes it a timestamp without the time zone it had.
-- expect: down-restores V0002.down.sql:1 events.happened_at
-- file: V0001.up.sql
create table if not exists events (
  id bigint constraint pk_events primary key,
  happened_at timestamptz not null
);
-- file: V0001.down.sql
drop table if exists events;
-- file: V0002.up.sql
alter table events alter column happened_at type date;
-- file: V0002.down.sql
alter table events alter column happened_at type timestamp;
