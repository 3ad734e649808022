-- form: ALTER PUBLICATION … ADD, SET and DROP tables
create table orders (id integer primary key, note text);
create table lines (id integer primary key);
create table notes (id integer primary key);
create publication shop for table orders, lines;
create publication other for table orders;
alter publication shop add table notes where (id > 0);
alter publication shop drop table lines, only orders;
alter publication other set table lines, orders (id);

-- form: ALTER PUBLICATION … ADD, SET and DROP schemas
-- superuser
create schema sales;
create schema archive;
create publication shop for tables in schema sales;
create publication other for tables in schema sales, archive;
create publication third for tables in schema sales;
alter publication shop add tables in schema archive, current_schema;
alter publication other drop tables in schema sales;
alter publication third set tables in schema archive;

-- form: ALTER PUBLICATION … SET parameters, RENAME TO and OWNER TO
-- role: writer
do $$ begin execute format('grant create on database %I to writer', current_database()); end $$;
create table orders (id integer primary key);
create publication a for table orders;
create publication b for table orders;
create publication c for table orders;
comment on publication b is 'for the others';
alter publication a set (publish = 'insert, delete', publish_via_partition_root = true);
alter publication b rename to shop;
alter publication c owner to writer;
alter publication a owner to current_user;
