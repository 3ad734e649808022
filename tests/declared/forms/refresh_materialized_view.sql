-- form: REFRESH MATERIALIZED VIEW fills one and empties one
create table orders (id integer);
create materialized view ids as select id from orders with no data;
create materialized view other_ids as select id from orders;
create materialized view kept as select id from orders with no data;
refresh materialized view ids;
refresh materialized view other_ids with no data;

-- form: REFRESH MATERIALIZED VIEW CONCURRENTLY
create table orders (id integer);
create materialized view ids as select id from orders;
create unique index on ids (id);
refresh materialized view concurrently ids with data;
