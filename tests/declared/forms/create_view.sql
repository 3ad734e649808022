-- form: CREATE VIEW with and without a list of columns
create table orders (id integer primary key, note text not null, total numeric(10, 2), placed timestamp(3));
create view plain as select id, note from orders;
create view named (number, remark) as select id, note from orders;
create view partly (number) as select id, total from orders;
create view everything as select * from orders;
create view of_orders as table orders;
create view letters as values (1, 'a'), (2, 'b');
create view figures (number, letter) as values (1, 'a'::char(1));

-- form: CREATE VIEW with columns that get names and types of PostgreSQL's choice
create table orders (id integer, note varchar(20), total numeric(10, 2), placed timestamp(3));
create view computed as
  select count(*), sum(total), max(note), 'x', id + 1 as next, note || 'x' as longer, lower(note),
    total * 2 as doubled, total::integer, case when id > 0 then note end, coalesce(note, 'none'), now(), current_date,
    array[id], (select max(id) from orders) as highest, exists (select from orders), id::text as text_id,
    cast(total as numeric(8, 1)) as short_total, placed, null as nothing, greatest(id, 1), row(id, note)::text
  from orders
  group by id, note, total, placed;
create view one as select 1;

-- form: CREATE VIEW over joins, subqueries, WITH, windows, set operations and grouping sets
create table customers (id integer primary key, name text, region text);
create table orders (id integer primary key, customer_id integer references customers, total numeric, placed date);
create view joined as
  select c.*, o.id as order_id, o.total
  from customers c left join orders o on o.customer_id = c.id and o.total > 0
  where c.name is not null
  order by c.name desc nulls last
  limit 10 offset 1;
create view named_join as select id, name from customers natural join (select id, total from orders) totals;
create view used as select * from customers join (select customer_id as id, placed from orders) placed using (id);
create view recent as
  with latest as (select customer_id, max(placed) as placed from orders group by customer_id)
  select name, placed from latest, customers where customers.id = customer_id;
create view ranked as
  select id, rank() over (partition by customer_id order by total desc) as place, sum(total) over w as running
  from orders
  window w as (partition by customer_id order by placed rows between unbounded preceding and current row);
create view both_ids as select id from customers union all select id from orders except select 1 intersect select 2;
create view grouped as
  select region, name, count(*) filter (where id > 1) as number from customers
  group by grouping sets ((region, name), (region), ()) having count(*) > 0;
create view rolled as select region, name, grouping(region) from customers group by rollup (region, name);
create view firsts as select distinct on (customer_id) customer_id, total from orders order by customer_id, placed;
create view lateral_totals as
  select c.id, t.total from customers c cross join lateral (
    select sum(o.total) as total from orders o where o.customer_id = c.id
  ) t;
create view days as select d::date as day, n from generate_series('2024-01-01'::date, '2024-01-07', '1 day') with ordinality s (d, n);

-- form: CREATE OR REPLACE VIEW, columns added and options changed
create table orders (id integer, note text, total numeric);
create view totals as select id, total from orders;
create view sums as select sum(total) as sum from totals;
comment on view totals is 'what was paid';
grant select on totals to public;
create or replace view totals with (security_barrier) as select id, total, note from orders where total > 0;
create or replace view others as select 1 as number;
create or replace view totals as select id, total, note, 1 as one from orders;

-- form: CREATE VIEW with options
create table orders (id integer, note text);
create view a with (security_barrier) as select id from orders;
create view b with (security_barrier = false, security_invoker = true) as select id from orders;
create view c with (check_option = local) as select id from orders where id > 0;
create view d with (security_invoker = on, check_option = 'cascaded') as select id from orders where id > 0;

-- form: CREATE VIEW … WITH CHECK OPTION
create table orders (id integer, note text);
create view a as select id from orders where id > 0 with check option;
create view b as select id from orders where id > 0 with local check option;
create view c as select id from b where id > 1 with cascaded check option;

-- form: CREATE RECURSIVE VIEW
create table employees (id integer, manager_id integer, name text);
create recursive view reports (id, path) as
  select id, name from employees where manager_id is null
  union all
  select e.id, r.path || '/' || e.name from employees e join reports r on e.manager_id = r.id;
create recursive view numbers (number) as values (1) union all select number + 1 from numbers where number < 100;

-- form: CREATE VIEW … SELECT *, a column added and dropped afterwards
create table orders (id integer, note text, total numeric);
create view everything as select * from orders;
create view ids as select o.id from orders o;
alter table orders add column placed date;
create view everything_now as select * from orders;
alter table orders rename column note to remark;

-- form: CREATE VIEW over views, in a schema of its own, found by search_path
create schema reports;
create table orders (id integer, total numeric);
create view reports.totals as select sum(total) as total from orders;
set search_path = reports, public;
create view latest as select total from totals;
reset search_path;
create view copies as select total from reports.latest;
alter table orders rename to purchases;
alter table purchases set schema reports;

-- form: CREATE TEMPORARY VIEW is in no live schema, nor a view over a temporary table
create table orders (id integer);
create temporary table steps (id integer);
create temp view some_ids as select id from orders;
create view later as select id from steps;
create or replace temporary view other as select 1 as number;
create view ids as select id from orders;

-- form: CREATE VIEW with a primary key in its GROUP BY
create table customers (id integer primary key, name text);
create view names as select id, name, count(*) as number from customers group by id;

-- form: CREATE VIEW with casts, types and functions of its own
create type status as enum ('open', 'closed');
create domain email as text;
create function clean(text) returns text language sql immutable as $$ select trim($1) $$;
create table orders (id integer, status status, email email);
create view cleaned as
  select clean(email) as email, status::text, 'open'::status as first, null::email as none, orders as whole
  from orders where status in ('open', 'closed');
alter function clean(text) rename to trimmed;
alter type status rename to order_status;
