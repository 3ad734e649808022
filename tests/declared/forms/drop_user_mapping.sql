-- form: DROP USER MAPPING
-- superuser
-- role: reader
-- role: writer
create foreign data wrapper files;
create server archive foreign data wrapper files;
create user mapping for reader server archive;
create user mapping for writer server archive;
create user mapping for public server archive;
create user mapping for current_user server archive;
drop user mapping for reader server archive;
drop user mapping if exists for reader server archive;
drop user mapping if exists for public server archive;
drop user mapping if exists for public server missing;
drop user mapping for user server archive;
