-- form: DROP FOREIGN DATA WRAPPER CASCADE takes servers, mappings and tables
-- superuser
create foreign data wrapper a;
create foreign data wrapper b;
create foreign data wrapper c;
create foreign data wrapper kept;
create server archive foreign data wrapper a;
create user mapping for public server archive;
create foreign table letters (id integer) server archive;
create view letter_ids as select id from letters;
drop foreign data wrapper a cascade;
drop foreign data wrapper if exists missing, b, c restrict;
