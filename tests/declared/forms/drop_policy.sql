-- form: DROP POLICY
create table orders (id integer);
alter table orders enable row level security;
create policy a on orders using (true);
create policy b on orders using (true);
create policy kept on orders using (true);
comment on policy a on orders is 'everyone';
drop policy a on orders restrict;
drop policy if exists b on orders cascade;
drop policy if exists missing on orders;
drop policy if exists missing on nowhere;
