-- form: SELECT INTO
create table orders (id serial primary key, note varchar(20) not null, total numeric(10, 2));
select * into copies from orders;
select id, note::text as remark, total::numeric(5, 1), 1 as one into table casts from orders where id > 0 order by id;
select id into unlogged quick from orders limit 0;
with totals as (select sum(total) as total from orders) select total into table sums from totals;
select id into temporary steps from orders;
select id into temp table other_steps from orders;
