-- The up drops an index that sorts downwards, and the down makes it upwards.
-- expect: down-restores V0003.down.sql:3 index idx_messages_newest
-- file: V0001.up.sql
create table if not exists messages (
  id bigint constraint pk_messages primary key,
  channel text not null,
  sent_at timestamptz not null
);
-- file: V0001.down.sql
drop table if exists messages;
-- file: V0002.up.sql
create index if not exists idx_messages_newest on messages (channel, sent_at desc nulls last);
-- file: V0002.down.sql
drop index if exists idx_messages_newest;
-- file: V0003.up.sql
drop index if exists idx_messages_newest;

create index if not exists idx_messages_newest on messages (channel, sent_at desc nulls last, id);
-- file: V0003.down.sql
drop index if exists idx_messages_newest;

create index if not exists idx_messages_newest on messages (channel, sent_at);
