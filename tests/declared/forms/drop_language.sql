-- form: DROP LANGUAGE CASCADE takes its functions
-- superuser
create trusted language a handler plpgsql_call_handler;
create language b handler plpgsql_call_handler;
create language kept handler plpgsql_call_handler;
create function f() returns text language a as $$ begin return 'x'; end $$;
create table orders (note text default f());
drop language a cascade;
drop procedural language if exists b restrict;
drop language if exists missing;
