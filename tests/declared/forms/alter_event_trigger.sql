-- form: ALTER EVENT TRIGGER
-- superuser
create function handled() returns event_trigger language plpgsql as $$ begin null; end $$;
create event trigger a on ddl_command_end execute function handled();
create event trigger b on ddl_command_end execute function handled();
create event trigger c on ddl_command_end execute function handled();
create event trigger d on ddl_command_end execute function handled();
alter event trigger a disable;
alter event trigger b enable replica;
alter event trigger c enable always;
alter event trigger d disable;
alter event trigger d enable;
alter event trigger a rename to watched;
alter event trigger b owner to current_user;
