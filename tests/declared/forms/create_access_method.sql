-- form: CREATE ACCESS METHOD
-- superuser
create access method other_heap type table handler heap_tableam_handler;
create access method other_btree type index handler bthandler;
create table orders (id integer) using other_heap;
create materialized view ids using other_heap as select id from orders;
set default_table_access_method = other_heap;
create table lines (id integer);
create table notes (id integer) using heap;
