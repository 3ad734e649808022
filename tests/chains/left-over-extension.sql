-- The down drops the table that needs the extension, and leaves the extension (a trusted one) behind.
-- expect: down-restores V0001.down.sql:1 extension citext
-- file: V0001.up.sql
create extension if not exists citext;

create table if not exists users (
  id bigint constraint pk_users primary key,
  email citext not null constraint uq_users_email unique
);
-- file: V0001.down.sql
drop table if exists users;
