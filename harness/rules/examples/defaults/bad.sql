-- The default is a value that the check rejects, so every insert that relies on it fails.
-- file: V0001.up.sql
create table if not exists tokens (
  id bigint constraint pk_tokens primary key,
  kind integer not null default 0,
  constraint ck_tokens_kind check (kind in (1, 2))
);
-- file: V0001.down.sql
drop table if exists tokens;
