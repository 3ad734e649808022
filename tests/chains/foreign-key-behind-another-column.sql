-- The index begins with another column, and the key's columns stand apart in it.
-- expect: fk-index V0001.up.sql:7 attempts.fk_attempts_contact
-- file: V0001.up.sql
create table if not exists contacts (
  campaign_id bigint not null,
  id bigint not null,
  constraint pk_contacts primary key (campaign_id, id)
);

create table if not exists attempts (
  id bigint constraint pk_attempts primary key,
  campaign_id bigint not null,
  contact_id bigint not null,
  made_at timestamptz not null,
  constraint fk_attempts_contact foreign key (campaign_id, contact_id) references contacts
);

create index if not exists idx_attempts_campaign_made_at on attempts (campaign_id, made_at, contact_id);
-- file: V0001.down.sql
drop table if exists attempts;

drop table if exists contacts;
