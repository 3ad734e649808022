-- form: CREATE INDEX without a name, on columns and expressions
create table customers (id integer, name text, email text, born date);
create index on customers (name);
create index on customers (name);
create index on customers (name, email);
create index on customers (lower(name));
create index on customers (lower(name), id);
create index on customers (lower(name), upper(email));
create index on customers ((id + 1));
create index on customers ((id + 1));
create index on customers ((id + 2), (id + 3));
create index on customers ((name || email));
create index on customers (coalesce(name, email));
create index on customers (cast(id as text));
create index on customers ((id::numeric));
create index on customers ((case when id > 0 then name end));
create index on customers (date_part('year', born), name);
create index on customers ((born is null));
create index on customers ((array[id, 2]));
create index on customers ((row(id, name) is null));
create index on customers (greatest(id, 1));
create index on customers (nullif(name, ''));
create unique index on customers (email);

-- form: CREATE INDEX without a name, on a long table and long columns
create table warehouse_inventory_reconciliation_adjustments_pending_approval (
  id integer, reconciliation_adjustment_quantity_before_the_approval integer, code text
);
create index on warehouse_inventory_reconciliation_adjustments_pending_approval (code);
create index on warehouse_inventory_reconciliation_adjustments_pending_approval (
  reconciliation_adjustment_quantity_before_the_approval
);
create index on warehouse_inventory_reconciliation_adjustments_pending_approval (
  code, id, reconciliation_adjustment_quantity_before_the_approval
);
create index on warehouse_inventory_reconciliation_adjustments_pending_approval (code);

-- form: CREATE INDEX without a name, beside relations that have it
create table customers (id integer, name text);
create table customers_name_idx (id integer);
create sequence customers_id_idx;
create view customers_id_idx1 as select 1 as number;
create index on customers (name);
create index on customers (id);

-- form: CREATE INDEX IF NOT EXISTS, where it does and where it does not
create table customers (id integer, name text);
create index if not exists customers_name on customers (name);
create index if not exists customers_name on customers (id, name);
create unique index if not exists customers_id on customers (id);

-- form: CREATE INDEX CONCURRENTLY
create table customers (id integer, name text);
create index concurrently customers_name on customers (name);
create unique index concurrently if not exists customers_id on customers (id);
create index concurrently on customers (lower(name));

-- form: CREATE INDEX with sort orders
create table orders (id integer, placed date, total numeric);
create index orders_sorted on orders (placed desc, total asc, id desc nulls last);
create index orders_nulls on orders (placed nulls first, total desc nulls first, id asc nulls last);

-- form: CREATE INDEX with operator classes and collations
create table customers (name text, code varchar(10), key char(5), tags text[], area box);
create index on customers (name text_pattern_ops, code varchar_pattern_ops desc, key bpchar_pattern_ops);
create index on customers (name collate "C", code collate "POSIX" varchar_ops);
create index on customers (lower(name) collate "C" text_pattern_ops);
create index on customers (name pg_catalog.text_ops);
create index on customers ((name collate "C"));

-- form: CREATE INDEX with every method
create table documents (id integer, body tsvector, tags text[], data jsonb, area box, place point, during tsrange, name text);
create index documents_btree on documents using btree (id);
create index documents_hash on documents using hash (name);
create index documents_gin on documents using gin (body);
create index documents_tags on documents using gin (tags, data jsonb_path_ops);
create index documents_gist on documents using gist (area, during);
create index documents_spgist on documents using spgist (place);
create index documents_quads on documents using spgist (place kd_point_ops);
create index documents_brin on documents using brin (id, name);
create index documents_blooms on documents using brin (name text_bloom_ops);
create index on documents using gin (to_tsvector('english', name));

-- form: CREATE INDEX with operator class options
create table documents (id integer, name text, body tsvector);
create index on documents using gist (body tsvector_ops (siglen = 100));
create index on documents using brin (id int4_minmax_multi_ops (values_per_range = 16), name);
create index on documents using brin (name text_bloom_ops (n_distinct_per_range = -0.2, false_positive_rate = 0.05));

-- form: CREATE INDEX with the classes of trusted extensions
create extension pg_trgm;
create extension btree_gin;
create table documents (id integer, name text);
create index documents_like on documents using gin (name gin_trgm_ops);
create index documents_near on documents using gist (name gist_trgm_ops (siglen = 32));
create index documents_both on documents using gin (id, name gin_trgm_ops);

-- form: CREATE INDEX … INCLUDE
create table orders (id integer, number text, total numeric, placed date);
create index orders_number on orders (number) include (total);
create unique index on orders (number, id) include (total, placed);
create index on orders (number) include (placed, total) where id > 0;

-- form: CREATE UNIQUE INDEX … NULLS NOT DISTINCT
create table customers (email text, phone text);
create unique index on customers (email) nulls not distinct;
create unique index customers_phone on customers (phone) nulls distinct;
create unique index customers_both on customers (email, phone) include (phone) nulls not distinct where email <> '';

-- form: CREATE INDEX … WHERE
create type status as enum ('open', 'paid', 'closed');
create table orders (id integer, status status, placed date, archived boolean not null default false, note text);
create index on orders (placed) where status = 'open';
create index on orders (placed) where status in ('open', 'paid') and not archived;
create unique index one_open on orders (id) where (archived is false);
create index noted on orders (lower(note)) where note is not null and note <> '' and placed > date '2020-01-01';
create index on orders ((status = 'paid')) where id between 1 and 10;

-- form: CREATE INDEX … WITH storage parameters and TABLESPACE
create table orders (id integer, body tsvector, during tsrange);
create index a on orders (id) with (fillfactor = 70, deduplicate_items = off) tablespace pg_default;
create index b on orders using gin (body) with (fastupdate = off, gin_pending_list_limit = 1024);
create index c on orders using gist (during) with (buffering = auto);
create index d on orders using brin (id) with (pages_per_range = 32, autosummarize = on);

-- form: CREATE INDEX on a partitioned table
create table events (id bigint, region text, note text) partition by list (region);
create table events_eu partition of events for values in ('eu');
create table events_us partition of events for values in ('us') partition by hash (id);
create table events_us_0 partition of events_us for values with (modulus 1, remainder 0);
create index on events (note);
create unique index events_once on events (id, region);
create index if not exists events_lower on events (lower(note)) where id > 0;
create table events_rest partition of events default;

-- form: CREATE INDEX on a partitioned table whose partition has a fitting one
create table events (id bigint, region text, note text) partition by list (region);
create table events_eu partition of events for values in ('eu');
create table events_us partition of events for values in ('us');
create index notes_of_eu on events_eu (note);
create index notes_of_us on events_us (note desc);
create index on events (note);

-- form: CREATE INDEX ON ONLY, then ALTER INDEX … ATTACH PARTITION
create table events (id bigint, region text, note text) partition by list (region);
create table events_eu partition of events for values in ('eu');
create table events_us partition of events for values in ('us');
create index events_note on only events (note);
create index notes_of_eu on events_eu (note);
create index notes_of_us on events_us (note);
alter index events_note attach partition notes_of_eu;
alter index events_note attach partition notes_of_us;
create index events_id on only events (id);
create index ids_of_eu on events_eu (id);
alter index events_id attach partition ids_of_eu;

-- form: CREATE INDEX on a materialised view
create table orders (id integer, note text);
create materialized view notes as select note, count(*) as number from orders group by note;
create unique index notes_note on notes (note);
create index on notes (number desc);
create index on notes (lower(note));

-- form: CREATE INDEX in the table's schema, whatever the search_path
create schema sales;
create table sales.orders (id integer, note text);
create index on sales.orders (note);
create index orders_id on sales.orders (id);
set search_path = sales;
create index orders_both on orders (id, note);

-- form: CREATE INDEX on an expression with functions and types of its own
create schema util;
create type util.status as enum ('open', 'closed');
create function util.clean(text) returns text language sql immutable as $$ select trim($1) $$;
create table orders (id integer, note text, status util.status);
create index on orders (util.clean(note));
create index on orders (util.clean(note), status) where status = 'open';
set search_path = public, util;
create index on orders (clean(note)) where status <> 'closed'::status;

-- form: CREATE INDEX on a whole row, a field and a constant's name
create type address as (street text, city text);
create table customers (id integer, home address, "select" text, data jsonb);
create index on customers (((home).city));
create index on customers ("select");
create index on customers ((data ->> 'name'), (data #>> '{a,b}'));
create index on customers (((data -> 'size')::text::integer));
create index on customers (jsonb_typeof(data));
create index on customers (extract(epoch from make_interval(days => id)));

-- form: CREATE INDEX on a table with a name that needs quotes
create table "Order Lines" ("Line No" integer, "größe" numeric);
create index on "Order Lines" ("Line No");
create index "By Größe" on "Order Lines" ("größe" desc) where "größe" > 0;
create index on "Order Lines" (abs("Line No"));

-- form: CREATE INDEX and a comment, a cluster and a statistics target on it
create table orders (id integer, note text, total numeric);
create index orders_clean on orders (lower(note), (total * 2));
comment on index orders_clean is 'for the search';
alter index orders_clean alter column 1 set statistics 300;
alter index orders_clean alter column 2 set statistics 50;
alter table orders cluster on orders_clean;
