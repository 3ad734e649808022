-- form: CREATE TABLE AS, types and names from the query
create table orders (id serial primary key, note varchar(20) not null, total numeric(10, 2), placed timestamp(3));
create table copies as select * from orders;
create table named (number, remark) as select id, note from orders;
create table casts as
  select id::bigint as id, note::char(3), total::numeric(5, 1) as total, placed::date, 1 as one, 'x' as letter, null as none,
    now(), count(*) over () as number, array[id] as ids, lower(note), note || 'x' as longer, total * 2 as doubled
  from orders;
create table rows_of as values (1, 'a'), (2, 'b');
create table of_table as table orders;
create table joined as select o.id, c.note from orders o left join copies c using (id);

-- form: CREATE TABLE AS … WITH NO DATA, with options
create table orders (id integer, note text);
create table empty as select * from orders with no data;
create table filled with (fillfactor = 70) as select * from orders with data;
create unlogged table quick as select id from orders;
create table heaped using heap tablespace pg_default as select id from orders;
create table without without oids as select id from orders;

-- form: CREATE TABLE IF NOT EXISTS … AS, where it does and where it does not
create table if not exists ones as select 1 as one;
create table if not exists ones as select 2 as two;

-- form: CREATE TEMPORARY TABLE AS is in no live schema
create temporary table steps as select 1 as one;
create temp table others on commit delete rows as select 1 as one;
create table ones as select 1 as one;

-- form: CREATE TABLE AS EXECUTE
-- unknown
create table orders (id integer, note text);
prepare numbers (integer) as select id, note, $1 as number from orders;
create table numbered as execute numbers(1);
create table numbered_too (a, b, c) as execute numbers(2) with no data;

-- form: CREATE TABLE AS with WITH, collations, domains and enums
-- unknown
create type status as enum ('open', 'closed');
create domain email as text check (value like '%@%');
create table customers (id integer, email email not null, status status default 'open', name text collate "C");
create table copies as with c as (select * from customers) select email, status, name, name collate "POSIX" as other from c;

-- form: CREATE TABLE … AS, of times cut to a unit
create table events (at timestamptz, began timestamp, day date, lasted interval);
create table cut as
select
  date_trunc('minute', at) as at, date_trunc('hour', began) as began, date_trunc('week', day) as day,
  date_trunc('second', lasted) as lasted
from events;
