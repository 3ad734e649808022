-- form: DROP FOREIGN TABLE
-- superuser
create foreign data wrapper files;
create server archive foreign data wrapper files;
create foreign table a (id integer) server archive;
create foreign table b (id integer) server archive;
create foreign table c (id integer) server archive;
create foreign table kept (id integer) server archive;
create view ids as select id from a;
drop foreign table a cascade;
drop foreign table if exists missing, b, c restrict;
