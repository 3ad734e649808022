-- The check was written before the third label came, and keeps it out.
-- file: V0001.up.sql
do $$
begin
  create type offer_state as enum ('draft', 'sent', 'accepted');
exception
  when duplicate_object then null;
end
$$;

create table if not exists offers (
  id bigint constraint pk_offers primary key,
  state offer_state not null,
  constraint ck_offers_state check (state in ('draft', 'sent'))
);
-- file: V0001.down.sql
drop table if exists offers;

drop type if exists offer_state;
