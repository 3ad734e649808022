-- form: ALTER LANGUAGE
-- superuser
create trusted language plain handler plpgsql_call_handler;
create trusted language other handler plpgsql_call_handler;
create function f() returns integer language plain as $$ begin return 1; end $$;
comment on language plain is 'the same';
alter procedural language plain rename to basic;
alter language other owner to current_user;
