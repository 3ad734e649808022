-- form: ALTER FOREIGN DATA WRAPPER
-- superuser
create extension file_fdw;
create foreign data wrapper a options (one '1', two '2');
create foreign data wrapper b validator postgresql_fdw_validator;
create foreign data wrapper c handler file_fdw_handler;
comment on foreign data wrapper a is 'on disk';
alter foreign data wrapper a options (set one 'first', drop two, add three '3', four '4');
alter foreign data wrapper a handler file_fdw_handler validator postgresql_fdw_validator;
alter foreign data wrapper b no validator;
alter foreign data wrapper c no handler;
alter foreign data wrapper a rename to files;
alter foreign data wrapper b owner to current_user;
