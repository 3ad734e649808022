-- form: DROP SERVER CASCADE takes mappings and tables
-- superuser
create foreign data wrapper files;
create server a foreign data wrapper files;
create server b foreign data wrapper files;
create server c foreign data wrapper files;
create server kept foreign data wrapper files;
create user mapping for public server a;
create foreign table letters (id integer) server a;
grant usage on foreign server b to public;
drop server a cascade;
drop server if exists missing, b, c restrict;
