-- One foreign key leads a longer index, one the primary key, one has its columns the other way round in an index.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists campaigns (
  id bigint constraint pk_campaigns primary key
);

create table if not exists contacts (
  campaign_id bigint not null constraint fk_contacts_campaign_id references campaigns on delete cascade,
  id bigint not null,
  constraint pk_contacts primary key (campaign_id, id)
);

create table if not exists attempts (
  id bigint constraint pk_attempts primary key,
  campaign_id bigint not null constraint fk_attempts_campaign_id references campaigns on delete cascade,
  contact_id bigint not null,
  made_at timestamptz not null,
  constraint fk_attempts_contact foreign key (campaign_id, contact_id) references contacts
);

create index if not exists idx_attempts_contact on attempts (contact_id, campaign_id);

create index if not exists idx_attempts_campaign_made_at on attempts (campaign_id, made_at desc);
-- file: V0001.down.sql
drop table if exists attempts;

drop table if exists contacts;

drop table if exists campaigns;
