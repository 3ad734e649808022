-- The up leaves room in each page for updates, and the down drops the column but not the fillfactor.
-- expect: down-restores V0002.down.sql:1 counters
-- file: V0001.up.sql
create table if not exists counters (
  name text constraint pk_counters primary key,
  value bigint not null default 0
);
-- file: V0001.down.sql
drop table if exists counters;
-- file: V0002.up.sql
alter table counters set (fillfactor = 70);

alter table counters add column if not exists changed_at timestamptz;
-- file: V0002.down.sql
alter table counters drop column if exists changed_at;
