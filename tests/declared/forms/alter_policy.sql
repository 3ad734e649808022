-- form: ALTER POLICY … roles and expressions
-- role: reader
create table orders (id integer, owner text);
create policy a on orders using (true);
create policy b on orders for insert to reader with check (id > 0);
create policy c on orders as restrictive for update to reader using (id > 0) with check (id > 1);
alter policy a on orders to reader, current_user;
alter policy a on orders using (owner = current_user) with check (id > 0);
alter policy b on orders to public with check (id > 10);
alter policy c on orders using (id > 5);

-- form: ALTER POLICY … RENAME TO
create table orders (id integer);
create policy a on orders using (true);
comment on policy a on orders is 'everyone';
alter policy a on orders rename to "Every One";
