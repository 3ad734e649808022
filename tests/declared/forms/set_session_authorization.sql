-- form: SET SESSION AUTHORIZATION
-- superuser
-- role: writer
grant create on schema public to writer;
set session authorization writer;
create table theirs (id integer);
reset session authorization;
set session authorization default;
create table mine (id integer);
