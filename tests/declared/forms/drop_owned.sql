-- form: DROP OWNED takes what a role has in this database, and its grants
-- role: writer
grant create on schema public to writer;
create table orders (id integer);
grant select on orders to writer;
create policy theirs on orders to writer using (true);
alter default privileges grant select on tables to writer;
set role writer;
create table theirs (id serial primary key);
create function f() returns integer language sql as $$ select 1 $$;
create type status as enum ('open');
reset role;
create table others (id integer, status status);
drop owned by writer cascade;
