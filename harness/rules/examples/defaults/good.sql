-- The default is one of the values that the check allows.
-- file: V0001.up.sql
create table if not exists tokens (
  id bigint constraint pk_tokens primary key,
  kind integer not null default 1,
  constraint ck_tokens_kind check (kind in (1, 2))
);
-- file: V0001.down.sql
drop table if exists tokens;
