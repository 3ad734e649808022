-- The down makes the type anew without the label that its up added, and in another order: comparisons turn round.
-- expect: down-restores V0002.down.sql:5 type priority
-- file: V0001.up.sql
do $$
begin
  if to_regtype('priority') is null then
    create type priority as enum ('low', 'normal', 'high');
  end if;
end
$$;

create table if not exists tickets (
  id bigint constraint pk_tickets primary key,
  urgency priority not null
);
-- file: V0001.down.sql
drop table if exists tickets;

drop type if exists priority;
-- file: V0002.up.sql
alter type priority add value if not exists 'urgent';
-- file: V0002.down.sql
begin;

alter type priority rename to former_priority;

create type priority as enum ('high', 'normal', 'low');

alter table tickets alter column urgency type priority using urgency::text::priority;

drop type former_priority;

commit;
