-- form: DROP EVENT TRIGGER
-- superuser
create function handled() returns event_trigger language plpgsql as $$ begin null; end $$;
create function other() returns event_trigger language plpgsql as $$ begin null; end $$;
create event trigger a on ddl_command_end execute function handled();
create event trigger b on ddl_command_end execute function handled();
create event trigger c on ddl_command_end execute function other();
create event trigger kept on ddl_command_end execute function handled();
drop event trigger a cascade;
drop event trigger if exists b restrict;
drop event trigger if exists missing;
drop function other cascade;
