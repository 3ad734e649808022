-- form: ALTER SERVER
-- superuser
-- role: writer
create foreign data wrapper files;
grant usage on foreign data wrapper files to writer;
create server a version '1' foreign data wrapper files options (host 'archive', port '5433');
create server b foreign data wrapper files;
create server c foreign data wrapper files;
comment on server b is 'far away';
create foreign table letters (id integer) server b;
create user mapping for public server b;
alter server a version '2' options (set host 'elsewhere', drop port, add dbname 'old');
alter server a version '3';
alter server b rename to archive;
alter server c owner to writer;
