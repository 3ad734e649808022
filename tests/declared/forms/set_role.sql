-- form: SET ROLE and RESET ROLE
-- role: writer
grant create on schema public to writer;
set role writer;
create table theirs (id serial primary key);
reset role;
create table mine (id integer);
set session role 'writer';
create table theirs_too (id integer);
set role none;
create table mine_too (id integer);
