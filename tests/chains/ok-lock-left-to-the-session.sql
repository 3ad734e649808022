-- A lock of the session that no statement gives back goes with the session, and lets the other run go on.
-- expect: nothing
-- settings: statement-timeout = 5
-- file: V0001.up.sql
select pg_advisory_lock(7);

create table if not exists currencies (
  id bigint constraint pk_currencies primary key
);
-- file: V0001.down.sql
drop table if exists currencies;
