-- The loop waits for something that never comes; the time limit ends it.
-- expect: up-applies V0001.up.sql:1 do $$ begin loop perform pg_sleep(0.01); end loop; end $$;
-- settings: statement-timeout = 0.2
-- file: V0001.up.sql
do $$
begin
  loop
    perform pg_sleep(0.01);
  end loop;
end
$$;
-- file: V0001.down.sql
select 'nothing was made';
