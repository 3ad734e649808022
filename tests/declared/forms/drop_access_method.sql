-- form: DROP ACCESS METHOD CASCADE takes its tables
-- superuser
create access method a type table handler heap_tableam_handler;
create access method b type index handler bthandler;
create access method kept type table handler heap_tableam_handler;
create table orders (id integer) using a;
create view ids as select id from orders;
drop access method a cascade;
drop access method if exists b restrict;
drop access method if exists missing;
