-- form: ALTER ROLE … IN DATABASE … SET and RESET
do $$
begin
  execute format('alter role current_user in database %I set search_path = sales, public', current_database());
  execute format('alter role session_user in database %I set work_mem to %L', current_database(), '8MB');
  execute format('alter user current_user in database %I reset work_mem', current_database());
end
$$;

-- form: ALTER ROLE … IN DATABASE … SET of others and of all
-- superuser
-- role: reader
do $$
begin
  execute format('alter role reader in database %I set work_mem = %L', current_database(), '8MB');
  execute format('alter role all in database %I set statement_timeout = 5000', current_database());
  execute format('alter role reader in database %I set timezone = %L', current_database(), 'UTC');
  execute format('alter role reader in database %I reset timezone', current_database());
end
$$;
