-- form: ALTER DATABASE … SET and RESET
-- unknown
do $$
begin
  execute format('alter database %I set search_path = sales, public', current_database());
  execute format('alter database %I set work_mem to %L', current_database(), '8MB');
  execute format('alter database %I set datestyle from current', current_database());
  execute format('alter database %I set statement_timeout = 5000', current_database());
  execute format('alter database %I set timezone = default', current_database());
  execute format('alter database %I reset statement_timeout', current_database());
end
$$;

-- form: ALTER DATABASE … RESET ALL
create table orders (id integer);
do $$ begin execute format('alter database %I set work_mem = %L', current_database(), '8MB'); end $$;
do $$ begin execute format('alter database %I reset all', current_database()); end $$;

-- form: ALTER DATABASE … CONNECTION LIMIT
do $$ begin execute format('alter database %I with connection limit 20', current_database()); end $$;
