-- form: DROP OPERATOR CLASS, which leaves its family
-- superuser
create operator class a for type integer using btree as operator 3 =, function 1 btint4cmp(integer, integer);
create operator class b for type integer using btree as operator 3 =, function 1 btint4cmp(integer, integer);
create operator class kept for type integer using btree as operator 3 =, function 1 btint4cmp(integer, integer);
create table numbers (n integer);
create index numbers_a on numbers (n a);
drop operator class a using btree cascade;
drop operator class if exists b using btree restrict;
drop operator class if exists missing using btree;
