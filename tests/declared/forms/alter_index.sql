-- form: ALTER INDEX … RENAME TO
create table orders (id integer primary key, number text unique, note text);
create index orders_note on orders (note);
create unique index on orders (lower(note));
comment on index orders_note is 'for the search';
alter index orders_note rename to notes;
alter index if exists orders_lower_idx rename to "Lower Notes";
alter index if exists missing rename to other;

-- form: ALTER INDEX … RENAME TO of an index behind a constraint, which it renames
create table orders (id integer primary key, number text unique, during tsrange, exclude using gist (during with &&));
create table lines (order_id integer references orders);
alter index orders_pkey rename to orders_key;
alter index orders_number_key rename to number_once;
alter index orders_during_excl rename to no_overlap;

-- form: ALTER INDEX … SET TABLESPACE of the default one
create table orders (id integer primary key, note text);
create index orders_note on orders (note);
alter index orders_note set tablespace pg_default;
alter index all in tablespace pg_default set tablespace pg_default;

-- form: ALTER INDEX … ATTACH PARTITION
create table events (id bigint, region text) partition by list (region);
create table events_eu partition of events for values in ('eu');
create index events_region on only events (region);
create index regions_of_eu on events_eu (region);
alter index events_region attach partition regions_of_eu;

-- form: ALTER INDEX … ATTACH PARTITION of a primary key
create table events (id bigint not null, region text not null) partition by list (region);
create table events_eu partition of events for values in ('eu');
alter table only events add constraint events_key primary key (id, region);
alter table events_eu add constraint eu_key primary key (id, region);
alter index events_key attach partition eu_key;

-- form: ALTER INDEX … DEPENDS ON EXTENSION
create extension pg_trgm;
create table documents (name text);
create index documents_like on documents using gin (name gin_trgm_ops);
create index documents_name on documents (name);
alter index documents_name depends on extension pg_trgm;
alter index documents_like depends on extension pg_trgm;
alter index documents_like no depends on extension pg_trgm;

-- form: DROP EXTENSION takes an index that depends on it
create extension citext;
create table documents (name text);
create index documents_name on documents (name);
alter index documents_name depends on extension citext;
drop extension citext;

-- form: ALTER INDEX … SET and RESET storage parameters
create table orders (id integer primary key with (fillfactor = 50), note text);
create index orders_note on orders (note) with (fillfactor = 60);
alter index orders_note set (fillfactor = 75, deduplicate_items = off);
alter index if exists orders_note reset (deduplicate_items);
alter index orders_pkey reset (fillfactor);

-- form: ALTER INDEX … ALTER COLUMN SET STATISTICS
create table orders (id integer, note text);
create index orders_both on orders (lower(note), id, (id * 2));
alter index orders_both alter column 1 set statistics 400;
alter index orders_both alter 3 set statistics 0;
alter index if exists missing alter column 1 set statistics 1;
alter index orders_both alter column 3 set statistics -1;

-- form: ALTER INDEX … OWNER goes with its table
-- role: writer
grant create on schema public to writer;
create table orders (id integer primary key);
create index orders_id on orders (id);
alter table orders owner to writer;
