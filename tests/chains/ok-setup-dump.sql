-- The chain starts from what a dump left, which nobody ever takes down.
-- expect: nothing
-- settings: setup = "dump.sql"
-- settings: roles = ["harness_reporting"]
-- file: dump.sql
create table legacy_customers (
  id bigint constraint pk_legacy_customers primary key,
  name text
);

insert into legacy_customers (id, name) values (1, 'Anna'), (2, null);

grant select on legacy_customers to harness_reporting;
-- file: V0001.up.sql
alter table legacy_customers add column if not exists email text;

grant update (email) on legacy_customers to harness_reporting;
-- file: V0001.down.sql
alter table legacy_customers drop column if exists email;
