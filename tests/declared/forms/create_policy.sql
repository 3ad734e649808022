-- form: CREATE POLICY for every command and role
-- role: reader
-- role: writer
create table members (name text);
create table orders (id integer, owner text, total numeric);
alter table orders enable row level security;
create policy plain on orders;
create policy a on orders as permissive for all to public using (owner = current_user) with check (total > 0);
create policy b on orders as restrictive for select to reader, writer using (total < 100);
create policy c on orders for insert to current_user with check (owner = current_user);
create policy d on orders for update to session_user using (true) with check (owner in (select name from members));
create policy e on orders for delete to current_role using (exists (select from members m where m.name = orders.owner));
create policy "F f" on orders for update to writer using (id = any (array[1, 2]));

-- form: CREATE POLICY on a partitioned table and in a schema found by search_path
create schema sales;
create table sales.events (id bigint, region text) partition by list (region);
create table sales.events_eu partition of sales.events for values in ('eu');
set search_path = sales;
create policy europeans on events using (region = 'eu');
alter table events enable row level security;

-- form: CREATE POLICY, its table and columns renamed, its function too
create function is_mine(text) returns boolean language sql stable as $$ select $1 = current_user $$;
create table orders (id integer, owner text);
create policy own on orders using (is_mine(owner)) with check (is_mine(owner) and id > 0);
alter table orders rename column owner to buyer;
alter table orders rename to purchases;
alter function is_mine(text) rename to belongs_to_me;
