-- A label is added and used in one file, which says that it needs to be outside a transaction.
-- expect: nothing
-- file: V0001.up.sql
do $$
begin
  if to_regtype('plan') is null then
    create type plan as enum ('free', 'paid');
  end if;
end
$$;

create table if not exists limits (
  plan plan constraint pk_limits primary key,
  projects integer not null
);

insert into limits (plan, projects) values ('free', 1), ('paid', 10)
on conflict do nothing;
-- file: V0001.down.sql
drop table if exists limits;

drop type if exists plan;
-- file: V0002.up.sql
-- harness: no-transaction
alter type plan add value if not exists 'trial' before 'paid';

insert into limits (plan, projects) values ('trial', 3)
on conflict do nothing;
-- file: V0002.down.sql
begin;

delete from limits where plan::text = 'trial';

alter type plan rename to former_plan;

create type plan as enum ('free', 'paid');

alter table limits alter column plan type plan using plan::text::plan;

drop type former_plan;

commit;
