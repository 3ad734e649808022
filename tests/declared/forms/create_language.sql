-- form: CREATE LANGUAGE with a handler
-- superuser
create language plain handler plpgsql_call_handler;
create trusted procedural language other handler plpgsql_call_handler
  inline plpgsql_inline_handler validator plpgsql_validator;
create or replace trusted language plain handler plpgsql_call_handler validator plpgsql_validator;
create function f() returns integer language other as $$ begin return 1; end $$;

-- form: CREATE LANGUAGE of one that is an extension
-- superuser
create or replace trusted procedural language plpgsql;
create table orders (id integer);
