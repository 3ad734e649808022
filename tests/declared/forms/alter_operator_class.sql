-- form: ALTER OPERATOR CLASS
-- superuser
-- role: writer
grant create on schema public to writer;
create schema util;
create operator class a for type integer using btree as operator 3 =, function 1 btint4cmp(integer, integer);
create operator class b for type integer using btree as operator 3 =, function 1 btint4cmp(integer, integer);
create operator class c for type integer using btree as operator 3 =, function 1 btint4cmp(integer, integer);
create table numbers (n integer);
create index on numbers (n a);
create index on numbers (n b);
comment on operator class a using btree is 'the same';
alter operator class a using btree rename to same_ops;
alter operator class b using btree set schema util;
alter operator class c using btree owner to writer;
