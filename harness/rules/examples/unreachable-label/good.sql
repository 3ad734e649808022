-- The column lets in every label of its type.
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
  state offer_state not null
);
-- file: V0001.down.sql
drop table if exists offers;

drop type if exists offer_state;
