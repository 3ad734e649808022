-- form: CREATE EVENT TRIGGER
-- superuser
create function handled() returns event_trigger language plpgsql as $$ begin null; end $$;
create event trigger a on ddl_command_start execute function handled();
create event trigger b on ddl_command_end when tag in ('CREATE TABLE', 'DROP TABLE') execute function handled();
create event trigger c on sql_drop execute procedure handled();
create event trigger d on table_rewrite when tag in ('ALTER TABLE') execute function handled();

-- form: CREATE EVENT TRIGGER at login
-- superuser
-- since: 17
create function greeted() returns event_trigger language plpgsql as $$ begin null; end $$;
create event trigger hello on login execute function greeted();
alter event trigger hello disable;
