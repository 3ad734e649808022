-- The excuse gives no reason, so it excuses nothing and is itself the finding.
-- expect: directive V0001.up.sql:1
-- file: V0001.up.sql
-- harness: ignore[fk-index]
create table if not exists orders (
  id bigint constraint pk_orders primary key
);
-- file: V0001.down.sql
drop table if exists orders;
