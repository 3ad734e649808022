-- form: CREATE PUBLICATION
create table orders (id integer primary key, note text, total numeric);
create table lines (id integer primary key);
create publication empty;
create publication one for table orders;
create publication two for table orders (id, note), only lines with (publish = 'insert, update');
create publication filtered for table orders where (total > 0), lines with (publish_via_partition_root = true);
create publication nothing for table lines with (publish = '');
create publication inserts for table orders *, lines with (publish = 'insert', publish_via_partition_root);

-- form: CREATE PUBLICATION FOR ALL TABLES and FOR TABLES IN SCHEMA
-- superuser
create schema sales;
create table sales.orders (id integer primary key);
create table lines (id integer primary key);
create publication everything for all tables;
create publication shop for tables in schema sales, public;
create publication current for tables in schema current_schema;
create publication mixed for table lines, tables in schema sales with (publish = 'delete, truncate');

-- form: CREATE PUBLICATION … publish_generated_columns
-- since: 18
create table lines (id integer primary key, doubled integer generated always as (id * 2) stored);
create publication shop for table lines with (publish_generated_columns = stored);
create publication plain for table lines with (publish_generated_columns = none);

-- form: CREATE PUBLICATION, its tables renamed, moved and dropped
create schema archive;
create table orders (id integer primary key, note text);
create table lines (id integer primary key);
create table notes (id integer primary key);
create publication shop for table orders (id, note) where (id > 0), lines, notes;
alter table orders rename column note to remark;
alter table orders rename to purchases;
alter table lines set schema archive;
drop table notes;
