-- form: CREATE USER MAPPING
-- superuser
-- role: reader
create foreign data wrapper files;
create server archive foreign data wrapper files;
create server other foreign data wrapper files;
create user mapping for reader server archive options (user 'bob', password 'secret');
create user mapping for public server archive;
create user mapping for current_user server archive options (user 'it''s me');
create user mapping for user server other;
create user mapping if not exists for reader server archive;
create user mapping if not exists for reader server other;
