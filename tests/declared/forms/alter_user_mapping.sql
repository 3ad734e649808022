-- form: ALTER USER MAPPING
-- superuser
-- role: reader
create foreign data wrapper files;
create server archive foreign data wrapper files;
create user mapping for reader server archive options (user 'bob', password 'secret');
create user mapping for public server archive;
create user mapping for current_user server archive options (user 'me');
alter user mapping for reader server archive options (set user 'alice', drop password, add key 'x');
alter user mapping for public server archive options (user 'anyone');
alter user mapping for current_role server archive options (drop user);
