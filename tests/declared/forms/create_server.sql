-- form: CREATE SERVER
-- superuser
create foreign data wrapper files;
create server plain foreign data wrapper files;
create server archive type 'disk' version '1.0' foreign data wrapper files options (host 'archive', port '5433');
create server if not exists archive foreign data wrapper files;
create server if not exists "Other One" version '2' foreign data wrapper files;

-- form: CREATE SERVER of postgres_fdw
-- superuser
create extension postgres_fdw;
create server archive foreign data wrapper postgres_fdw options (host 'localhost', dbname 'archive', fetch_size '500');
create user mapping for current_user server archive options (user 'reader');
create foreign table old_orders (id integer not null, note text options (column_name 'remark'))
  server archive options (schema_name 'public', table_name 'orders');
