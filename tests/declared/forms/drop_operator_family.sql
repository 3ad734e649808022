-- form: DROP OPERATOR FAMILY takes its classes
-- superuser
create operator family a using btree;
create operator class a for type integer using btree family a as operator 3 =, function 1 btint4cmp(integer, integer);
create operator family b using hash;
create operator family kept using hash;
create table numbers (n integer);
create index numbers_a on numbers (n a);
drop operator family a using btree cascade;
drop operator family if exists b using hash restrict;
drop operator family if exists missing using hash;
