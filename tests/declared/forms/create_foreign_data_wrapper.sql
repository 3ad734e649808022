-- form: CREATE FOREIGN DATA WRAPPER
-- superuser
create foreign data wrapper plain;
create foreign data wrapper valid validator postgresql_fdw_validator;
create foreign data wrapper chosen options (mode 'slow', "Debug" 'it''s on');
create foreign data wrapper neither no handler no validator options (debug 'true');
create extension file_fdw;
create foreign data wrapper files handler file_fdw_handler validator file_fdw_validator;
