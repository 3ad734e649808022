-- form: REASSIGN OWNED
-- role: writer
grant create on schema public to writer;
set role writer;
create table theirs (id serial primary key);
create function f() returns integer language sql as $$ select 1 $$;
create type status as enum ('open');
create view ids as select id from theirs;
reset role;
reassign owned by writer to current_user;
