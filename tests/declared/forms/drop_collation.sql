-- form: DROP COLLATION
create collation a (locale = 'C');
create collation b (locale = 'C');
create collation c (locale = 'C');
create collation kept (locale = 'C');
create table names (id integer, a text collate a, b text);
create index names_b on names (b collate b);
create index names_id on names (id);
comment on collation c is 'sorted';
drop collation a cascade;
drop collation b cascade;
drop collation if exists c restrict;
drop collation if exists missing;
