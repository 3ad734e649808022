-- form: ALTER COLLATION
-- role: writer
grant create on schema public to writer;
create schema sorting;
create collation a (locale = 'C');
create collation b (locale = 'C');
create collation c (locale = 'C');
create table names (a text collate a, b text collate b);
create index on names (a collate b);
comment on collation a is 'sorted';
alter collation a rename to plain;
alter collation b set schema sorting;
alter collation c owner to writer;
alter collation plain owner to current_user;

-- form: ALTER COLLATION … REFRESH VERSION
-- until: 17
-- (the embedded server, PostgreSQL 18, is built without ICU)
create collation german (provider = icu, locale = 'de-DE');
alter collation german refresh version;
