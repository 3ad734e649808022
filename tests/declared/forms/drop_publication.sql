-- form: DROP PUBLICATION
create table orders (id integer primary key);
create publication a for table orders;
create publication b for table orders;
create publication c;
create publication kept for table orders;
comment on publication a is 'for the others';
drop publication a, b;
drop publication if exists missing, c restrict;
