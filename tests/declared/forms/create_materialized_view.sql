-- form: CREATE MATERIALIZED VIEW with names, options and no data
create table orders (id integer, note text, total numeric);
create materialized view totals as select note, sum(total) as total from orders group by note;
create materialized view named (remark, number) as select note, count(*) from orders group by note;
create materialized view empty as select * from orders with no data;
create materialized view filled with (fillfactor = 70) as select id from orders with data;
create materialized view used using heap tablespace pg_default as select id from orders;

-- form: CREATE MATERIALIZED VIEW IF NOT EXISTS, where it does and where it does not
create table orders (id integer, note text);
create materialized view if not exists notes as select note from orders;
create materialized view if not exists notes as select id from orders;

-- form: CREATE MATERIALIZED VIEW with indexes, a view over it and grants
create table orders (id integer, note text, total numeric);
create materialized view totals as select note, sum(total) as total from orders group by note;
create unique index on totals (note);
create index totals_total on totals (total desc) where total > 0;
create view top_totals as select note from totals where total > 100;
comment on materialized view totals is 'once a day';
comment on column totals.total is 'with tax';
grant select on totals to public;

-- form: CREATE MATERIALIZED VIEW, a column it reads renamed and one it does not dropped
create table orders (id integer, note text, total numeric);
create materialized view notes as select id, note from orders;
alter table orders rename column note to remark;
alter table orders drop column total;
