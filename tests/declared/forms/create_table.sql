-- form: CREATE TABLE with every column constraint
create table customers (id bigint primary key, name text not null);
create table orders (
  id integer generated always as identity primary key,
  number text collate "C" not null unique,
  customer_id bigint not null references customers (id) on delete cascade on update restrict,
  total numeric(10, 2) default 0 not null check (total >= 0),
  tax numeric generated always as (total * 0.2) stored,
  note text null
);

-- form: CREATE TABLE IF NOT EXISTS, where it does and where it does not
create table if not exists customers (id integer primary key);
create table if not exists customers (id bigint, email text not null unique);
create table if not exists orders (id integer primary key, customer_id integer references customers);

-- form: CREATE TABLE with no columns
create table markers ();

-- form: CREATE TABLE with quoted and unicode names
create table "Kunden Übersicht" (
  "Id" integer primary key,
  "größe" numeric check ("größe" > 0),
  "select" text unique,
  "with ""quotes""" text default 'it''s',
  U&"d\0061ta" text
);
create index on "Kunden Übersicht" ("größe", "select");

-- form: CREATE TABLE with names folded to lower case
CREATE TABLE Customers (ID INTEGER PRIMARY KEY, EMail TEXT UNIQUE, "EMail" TEXT);

-- form: CREATE TABLE with names longer than 63 bytes
create table warehouse_inventory_reconciliation_adjustments_pending_supervisor_approval (
  id serial primary key,
  reconciliation_adjustment_quantity_before_supervisor_approval_step integer check (
    reconciliation_adjustment_quantity_before_supervisor_approval_step > 0
  ),
  code text unique
);

-- form: CREATE TABLE with names of 63 bytes, whose constraints' names are shortened
create table warehouse_inventory_reconciliation_adjustments_pending_approval (
  id serial primary key,
  reconciliation_adjustment_quantity_before_the_approval integer check (
    reconciliation_adjustment_quantity_before_the_approval > 0
  ),
  code text unique,
  predecessor_id integer references warehouse_inventory_reconciliation_adjustments_pending_approval,
  exclude using btree (code with =)
);
create index on warehouse_inventory_reconciliation_adjustments_pending_approval (code, predecessor_id);

-- form: CREATE TABLE with multi-byte names, shortened between characters
create table überweisungen_außerhalb_der_europäischen_währungsunion_größe (
  schlüssel_für_die_übermittlung_äußerer_beträge_an_empfänger text unique check (
    schlüssel_für_die_übermittlung_äußerer_beträge_an_empfänger <> ''
  ),
  id bigserial primary key
);

-- form: CREATE TABLE with types in all spellings: numbers
create table measurements (
  a smallint, b int2, c int, d int4, e integer, f bigint, g int8,
  h decimal, i dec(5), j numeric, k numeric(10), l numeric(10, 2), m numeric(3, -2),
  n real, o float4, p float, q float(24), r float(25), s float8, t double precision,
  u money, v oid, w pg_catalog.int4, x "int8"
);

-- form: CREATE TABLE with types in all spellings: text and bits
create table texts (
  a text, b varchar, c varchar(10), d character varying, e character varying(20),
  f char, g char(3), h character, i character(4), j bpchar, k "char", l name,
  m national character(5), n national character varying(6), o nchar(7), p nchar varying(8), q national char varying(9),
  r bit, s bit(3), t bit varying, u bit varying(5), v varbit, w varbit(6), x bytea, y pg_catalog.bpchar,
  z pg_catalog.varchar(4)
);

-- form: CREATE TABLE with types in all spellings: dates and times
create table times (
  a date, b time, c time(3), d time without time zone, e time (2) without time zone, f timetz, g time with time zone,
  h time(1) with time zone, i timestamp, j timestamp(3), k timestamp without time zone, l timestamptz, m timestamptz(2),
  n timestamp with time zone, o timestamp (0) with time zone, p interval, q interval(3), r interval year,
  s interval month, t interval year to month, u interval day, v interval day to hour, w interval day to minute,
  x interval day to second, y interval day to second(2), z interval hour to second, aa interval minute to second(1),
  bb interval second, cc interval second (4), dd interval hour, ee interval hour to minute, ff interval minute
);

-- form: CREATE TABLE with types in all spellings: everything else
create table things (
  a bool, b boolean, c json, d jsonb, e xml, f uuid, g inet, h cidr, i macaddr, j macaddr8, k point, l line, m lseg,
  n box, o path, p polygon, q circle, r tsvector, s tsquery, t int4range, u int8range, v numrange, w tsrange,
  x tstzrange, y daterange, z int4multirange, aa regclass, bb regtype, cc pg_lsn, dd jsonpath, ee txid_snapshot,
  ff pg_catalog.tstzmultirange
);

-- form: CREATE TABLE with arrays in all spellings
create table boards (
  a int[], b int[][], c integer array, d integer array[4], e text[3][3], f varchar(5)[], g numeric(4, 1)[],
  h timestamp(3) with time zone[], i "char"[], j pg_catalog.int8[], k timestamptz array[2], l bit varying(3)[],
  m interval hour to minute[], n _int4
);

-- form: CREATE TABLE with types of its own, qualified and found by search_path
create schema sales;
create type sales.status as enum ('open', 'paid');
create type address as (street text, city text);
create domain sales.email as text check (value like '%@%');
create table sales.orders (
  id integer,
  status sales.status not null default 'open',
  history sales.status[] default '{open}',
  bill_to address,
  contacts sales.email[]
);
set search_path = sales, public;
create table invoices (id integer, status status default 'open'::status, addresses address[], contact email);

-- form: CREATE TABLE with a type copied from a column
create function total_of(order_row numeric) returns numeric language sql immutable as 'select order_row';
create table orders (total numeric(10, 2), placed date);
create function latest(orders.placed%type) returns orders.total%type language sql as 'select null::numeric';

-- form: CREATE TABLE with defaults of every kind
create sequence order_numbers;
create table orders (
  a integer default nextval('order_numbers'),
  b integer default nextval('order_numbers'::regclass),
  c timestamptz default now(),
  d timestamptz default current_timestamp,
  e date default current_date,
  f text default 'new',
  g varchar(10) default 'new',
  h text default null,
  i boolean default true,
  j jsonb default '{}',
  k text[] default '{}',
  l text[] default array['a', 'b'],
  m integer[] default array[]::integer[],
  n numeric default 1.50,
  o bigint default 7,
  p interval default '1 day',
  q text default current_user,
  r uuid default gen_random_uuid(),
  s integer default (1 + 2) * 3,
  t text default lower('ABC') || '-' || upper('x'),
  u timestamp default (now() at time zone 'utc'),
  v smallint default 0,
  w date default '2020-01-01',
  x char(3) default 'EUR',
  y double precision default -1,
  z numeric(5, 2) default '3'
);

-- form: CREATE TABLE with serial columns of every size
create table tickets (
  a smallserial, b serial2, c serial, d serial4, e bigserial, f serial8 primary key
);

-- form: CREATE TABLE with identity columns and sequence options
create table tickets (
  id bigint generated always as identity (start with 100 increment by 5 minvalue 10 maxvalue 10000 cache 3 cycle),
  number smallint generated by default as identity,
  code integer generated by default as identity (sequence name ticket_codes no cycle)
);

-- form: CREATE TABLE with a serial beside a sequence that has its name
create sequence tickets_id_seq;
create table tickets (id serial primary key, title text);

-- form: CREATE TABLE with a stored generated column that a check and an index read
create table lines (
  quantity integer not null,
  price numeric(8, 2) not null,
  amount numeric(12, 2) generated always as (quantity * price) stored check (amount >= 0),
  label text generated always as ('n' || quantity::text) stored
);
create index lines_amount on lines (amount);

-- form: CREATE TABLE with virtual generated columns
-- since: 18
create table lines (
  quantity integer,
  price numeric,
  amount numeric generated always as (quantity * price) virtual,
  doubled integer generated always as (quantity * 2)
);

-- form: CREATE TABLE with implied NOT NULL of its primary key
create table memberships (
  member_id integer,
  club_id integer,
  since date,
  primary key (member_id, club_id)
);

-- form: CREATE TABLE with named constraints of every kind
create table customers (id integer constraint customers_key primary key);
create table orders (
  id integer constraint orders_key primary key,
  number text constraint number_once unique,
  total numeric constraint total_positive check (total > 0) constraint total_small check (total < 1000000),
  customer_id integer constraint of_customer references customers,
  placed date,
  shipped date,
  constraint shipped_later check (shipped >= placed),
  constraint once_a_day unique (customer_id, placed),
  constraint of_customer_again foreign key (customer_id) references customers (id)
);

-- form: CREATE TABLE with unnamed constraints of every kind, whose names PostgreSQL numbers
create table customers (id integer primary key, code text unique);
create table orders (
  id integer primary key,
  total numeric check (total > 0) check (total < 1000) check (total <> 13),
  discount numeric,
  buyer integer references customers references customers (id),
  seller integer references customers,
  code text unique references customers (code),
  unique (buyer, seller),
  unique (seller, buyer),
  unique (buyer, seller, total),
  check (discount < total),
  check (discount > 0),
  check (1 = 1),
  check (2 = 2),
  foreign key (buyer) references customers (id),
  foreign key (buyer) references customers (id)
);

-- form: CREATE TABLE whose generated names are taken
create table customers (id integer primary key);
create table orders_pkey (id integer);
create table orders_number_key (id integer);
create table orders (
  id integer primary key,
  number text unique,
  total numeric constraint orders_total_check check (total > 0) check (total < 10),
  customer_id integer constraint orders_customer_id_fkey references customers references customers
);

-- form: CREATE TABLE with a check of one column written as the table's
create table orders (
  total numeric,
  discount numeric,
  check (total > 0),
  check (discount is null or discount > 0),
  check (total > discount)
);

-- form: CREATE TABLE with a unique constraint twice
create table customers (
  email text unique,
  unique (email)
);

-- form: CREATE TABLE with a unique constraint that equals the primary key
create table customers (
  id integer primary key,
  unique (id)
);

-- form: CREATE TABLE with UNIQUE … INCLUDE and storage parameters
create table customers (
  id integer primary key with (fillfactor = 70),
  code text unique with (fillfactor = 75),
  email text,
  name text,
  unique (email) include (name, id) with (fillfactor = 80, deduplicate_items = off)
);

-- form: CREATE TABLE with UNIQUE NULLS NOT DISTINCT
create table customers (
  email text unique nulls not distinct,
  phone text unique nulls distinct,
  city text,
  street text,
  unique nulls not distinct (city, street)
);

-- form: CREATE TABLE with deferrable constraints
create table parents (
  id integer primary key not deferrable,
  position integer unique deferrable initially deferred,
  rank integer unique not deferrable initially immediate
);
create table movable_parents (id integer, constraint movable_key primary key (id) deferrable initially deferred);
create table children (
  parent_id integer references parents deferrable initially immediate,
  other_id integer,
  third_id integer,
  foreign key (third_id) references parents initially deferred
);

-- form: CREATE TABLE with USING INDEX TABLESPACE and TABLESPACE of the default one
create table customers (
  id integer primary key using index tablespace pg_default,
  email text unique using index tablespace pg_default
) tablespace pg_default;

-- form: CREATE TABLE with exclusion constraints
create table bookings (
  room integer,
  during tsrange,
  area box,
  name text,
  exclude using gist (during with &&),
  constraint no_overlap exclude using gist (area with &&, during with &&) where (room is not null),
  exclude (room with =, (lower(name)) with =),
  exclude using gist (during range_ops with &&) with (fillfactor = 60) deferrable initially deferred,
  exclude using btree (name collate "C" text_pattern_ops with =)
);

-- form: CREATE TABLE with an exclusion constraint of a trusted extension's operator class
create extension btree_gist;
create table bookings (
  room integer not null,
  during tstzrange not null,
  exclude using gist (room with =, during with &&)
);

-- form: CREATE TABLE with foreign keys: every action and match
create table parents (id integer primary key, code text, part integer, unique (code, part));
create table children (
  a integer references parents on delete no action on update no action,
  b integer references parents on delete restrict on update cascade,
  c integer references parents on delete cascade on update set null,
  d integer references parents on delete set null on update set default,
  e integer default 0 references parents match full on delete set default,
  f integer references parents match simple,
  code text,
  part integer,
  foreign key (code, part) references parents (code, part) match full on delete cascade
);

-- form: CREATE TABLE with ON DELETE SET NULL of some columns
create table tenants (id integer, user_id integer, primary key (id, user_id));
create table posts (
  tenant_id integer not null,
  author_id integer,
  editor_id integer default 1,
  foreign key (tenant_id, author_id) references tenants on delete set null (author_id),
  foreign key (tenant_id, editor_id) references tenants (id, user_id) on delete set default (editor_id)
);

-- form: CREATE TABLE with a foreign key to itself
create table employees (
  id integer primary key,
  manager_id integer references employees,
  mentor_id integer references employees (id) on delete set null
);

-- form: CREATE TABLE with a foreign key to a unique constraint and to a unique index
create table currencies (code char(3) unique, symbol text);
create unique index on currencies (symbol);
create table prices (
  currency char(3) references currencies (code),
  symbol text references currencies (symbol)
);

-- form: CREATE TABLE with a foreign key to a composite primary key, its columns left out
create table periods (year integer, month integer, primary key (year, month));
create table bookings (month integer, year integer, foreign key (year, month) references periods);

-- form: CREATE TABLE with CHECK … NO INHERIT
create table accounts (balance numeric check (balance >= 0) no inherit, limits numeric, check (limits > 0) no inherit);
create table child_accounts () inherits (accounts);

-- form: CREATE TABLE with NOT NULL constraints that have names
-- since: 18
create table customers (
  id integer constraint id_given not null,
  email text,
  name text not null,
  constraint email_given not null email
);

-- form: CREATE TABLE with NOT NULL and NULL at once where they agree
create table customers (id integer not null not null, name text null, email text null unique);

-- form: CREATE TABLE with NOT NULL … NO INHERIT
-- since: 18
create table accounts (id integer not null no inherit, number text, constraint number_given not null number no inherit);
create table child_accounts () inherits (accounts);

-- form: CREATE TABLE with constraints NOT ENFORCED
-- since: 18
create table customers (id integer primary key);
create table orders (
  total numeric check (total > 0) not enforced,
  customer_id integer references customers not enforced,
  discount numeric check (discount > 0) enforced,
  constraint total_small check (total < 100) not enforced
);

-- form: CREATE TABLE with temporal keys
-- since: 18
create extension btree_gist;
create table rooms (
  id integer,
  open_during daterange,
  primary key (id, open_during without overlaps)
);
create table bookings (
  id integer,
  room_id integer,
  during daterange,
  constraint bookings_once unique (id, during without overlaps),
  foreign key (room_id, period during) references rooms (id, period open_during)
);

-- form: CREATE TABLE with STORAGE, COMPRESSION and COLLATE
-- since: 16
create table documents (
  body text storage external compression pglz collate "C" not null,
  title text storage main,
  summary text storage default compression default
);

-- form: CREATE TABLE with COMPRESSION
create table documents (body text compression pglz, title text compression default);

-- form: CREATE TABLE with COLLATE
create table names (a text collate "C", b text collate pg_catalog."POSIX", c varchar(5) collate "default" check (c > 'a'));

-- form: CREATE TABLE … LIKE
create table orders (
  id serial primary key, note text not null default 'x', total numeric constraint total_positive check (total > 0)
);
create table orders_copy (like orders);

-- form: CREATE TABLE … LIKE INCLUDING COMMENTS
create table orders (id integer primary key, note text check (note <> ''));
comment on column orders.note is 'free text';
comment on table orders is 'what was ordered';
comment on constraint orders_note_check on orders is 'never empty';
create table orders_copy (like orders including comments);
create table orders_other (like orders including comments including constraints);

-- form: CREATE TABLE … LIKE INCLUDING COMPRESSION and STORAGE
create table documents (body text compression pglz, title text);
alter table documents alter column title set storage external;
create table documents_copy (like documents including compression including storage);

-- form: CREATE TABLE … LIKE INCLUDING CONSTRAINTS
create table orders (
  id integer primary key, total numeric check (total > 0), discount numeric, check (discount < total)
);
create table orders_copy (like orders including constraints, extra text check (extra <> ''));

-- form: CREATE TABLE … LIKE INCLUDING DEFAULTS
create table orders (id serial, placed timestamptz default now(), note text default 'none' not null);
create table orders_copy (like orders including defaults);

-- form: CREATE TABLE … LIKE INCLUDING GENERATED
create table lines (price numeric, quantity integer, amount numeric generated always as (price * quantity) stored);
create table lines_copy (label text, like lines including generated);
create table lines_plain (like lines);

-- form: CREATE TABLE … LIKE INCLUDING IDENTITY
create table tickets (id integer generated always as identity (start with 10 increment by 2), title text);
create table tickets_copy (like tickets including identity);
create table tickets_plain (like tickets);

-- form: CREATE TABLE … LIKE INCLUDING INDEXES
create table orders (
  id integer primary key,
  number text constraint number_once unique,
  note text,
  during tsrange,
  exclude using gist (during with &&)
);
create index orders_note on orders (lower(note) desc) where note <> '';
create unique index on orders (note, number) include (id);
create table orders_copy (like orders including indexes);

-- form: CREATE TABLE … LIKE INCLUDING STATISTICS
create table addresses (city text, zip text);
create statistics addresses_city_zip (dependencies) on city, zip from addresses;
alter table addresses alter column city set statistics 500;
create table addresses_copy (like addresses including statistics);

-- form: CREATE TABLE … LIKE INCLUDING ALL
create table orders (
  id integer generated by default as identity primary key,
  number text unique not null,
  total numeric default 0 check (total >= 0),
  doubled numeric generated always as (total * 2) stored,
  note text compression pglz
);
create index on orders (note);
create statistics orders_of_note on number, note from orders;
comment on column orders.note is 'free text';
create table orders_copy (like orders including all);

-- form: CREATE TABLE … LIKE INCLUDING ALL EXCLUDING some
create table orders (
  id integer primary key,
  total numeric default 0 check (total >= 0),
  note text
);
create index on orders (note);
comment on column orders.note is 'free text';
create table orders_copy (like orders including all excluding indexes excluding comments excluding defaults);

-- form: CREATE TABLE … LIKE two tables, columns between
create table timestamps (created_at timestamptz not null default now(), updated_at timestamptz);
create table owners (owner_id integer not null);
create table notes (id integer primary key, like owners, body text, like timestamps including defaults);

-- form: CREATE TABLE … LIKE a view and a composite type
create type address as (street text, city varchar(20));
create view figures as select 1 as number, 'a'::text as letter;
create table copies (like figures, like address);

-- form: CREATE TABLE … INHERITS
create table vehicles (
  id integer not null,
  wheels integer default 4 check (wheels > 0),
  plate text unique,
  constraint id_positive check (id > 0)
);
create index on vehicles (wheels);
create table trucks (load numeric, primary key (id)) inherits (vehicles);

-- form: CREATE TABLE … INHERITS, columns merged
create table vehicles (id integer not null, wheels integer default 4, check (wheels > 0));
create table trucks (
  wheels integer default 6 not null,
  load numeric,
  constraint vehicles_wheels_check check (wheels > 0)
) inherits (vehicles);

-- form: CREATE TABLE … INHERITS two parents
create table named (id integer, name text not null, constraint name_given check (name <> ''));
create table priced (id integer, price numeric(8, 2) default 0, constraint price_given check (price >= 0));
create table products (sku text, price numeric(8, 2) default 1) inherits (named, priced);

-- form: CREATE TABLE … INHERITS over three levels
create table things (id integer, label text default 'thing');
create table living_things (born date) inherits (things);
create table people (name text not null, check (id > 0)) inherits (living_things);

-- form: CREATE TABLE … INHERITS, a generated column and storage along
create table documents (body text compression pglz, size integer generated always as (length(body)) stored);
alter table documents alter column body set storage external;
create table letters (sender text) inherits (documents);

-- form: CREATE TABLE … PARTITION BY RANGE with its partitions
create table events (id bigint not null, happened date not null, kind text default 'x') partition by range (happened);
create table events_2023 partition of events for values from ('2023-01-01') to ('2024-01-01');
create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
create table events_old partition of events for values from (minvalue) to ('2023-01-01');
create table events_new partition of events for values from ('2025-01-01') to (maxvalue);

-- form: CREATE TABLE … PARTITION BY RANGE of several columns
create table readings (year integer, month integer, value numeric) partition by range (year, month);
create table readings_early partition of readings for values from (minvalue, minvalue) to (2020, 6);
create table readings_late partition of readings for values from (2020, 6) to (maxvalue, maxvalue);

-- form: CREATE TABLE … PARTITION BY LIST with a default partition
create table customers (id integer, region text) partition by list (region);
create table customers_eu partition of customers for values in ('de', 'fr', 'it');
create table customers_none partition of customers for values in (null, 'xx');
create table customers_rest partition of customers default;

-- form: CREATE TABLE … PARTITION BY HASH
create table sessions (id uuid primary key, data jsonb) partition by hash (id);
create table sessions_0 partition of sessions for values with (modulus 2, remainder 0);
create table sessions_1 partition of sessions for values with (modulus 2, remainder 1);

-- form: CREATE TABLE … PARTITION BY expressions, collations and operator classes
create table messages (sent timestamp, subject text) partition by range ((date_trunc('day', sent)), lower(subject));
create table words (word text, length integer) partition by list (word collate "C" text_pattern_ops);
create table words_a partition of words for values in ('a', 'b');

-- form: CREATE TABLE … PARTITION OF with constraints, defaults and a primary key of its own
create table events (id bigint, happened date not null, kind text) partition by range (happened);
create table events_2024 partition of events (
  id with options not null primary key,
  kind default 'y' check (kind <> ''),
  constraint id_positive check (id > 0)
) for values from ('2024-01-01') to ('2025-01-01');

-- form: CREATE TABLE … PARTITION OF, sub-partitioned
create table events (id bigint, happened date, region text) partition by range (happened);
create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01') partition by list (region);
create table events_2024_eu partition of events_2024 for values in ('eu');
create table events_2024_rest partition of events_2024 default;
create index on events (region);

-- form: CREATE TABLE … PARTITION OF a table with keys, checks, indexes and foreign keys
create table regions (code text primary key);
create table customers (
  id integer,
  region text references regions,
  email text not null,
  age integer check (age > 0),
  primary key (id, region),
  constraint email_once unique (email, region)
) partition by list (region);
create index on customers (lower(email));
create index customers_age on customers (age) where age > 18;
create table customers_eu partition of customers for values in ('eu');
create table customers_rest partition of customers default;

-- form: CREATE TABLE … PARTITION OF, triggers along
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table events (id bigint, region text) partition by list (region);
create trigger events_stamp before insert on events for each row execute function stamp();
create table events_eu partition of events for values in ('eu');

-- form: CREATE TABLE … PARTITION OF with long names, indexes' names shortened
create table warehouse_inventory_reconciliation_adjustments (
  id bigint, warehouse_region text, adjustment_reason_text_as_entered text, primary key (id, warehouse_region)
) partition by list (warehouse_region);
create index on warehouse_inventory_reconciliation_adjustments (adjustment_reason_text_as_entered, warehouse_region);
create table warehouse_inventory_reconciliation_adjustments_of_north_america
  partition of warehouse_inventory_reconciliation_adjustments for values in ('na');

-- form: CREATE TABLE with a foreign key to a partitioned table
create table events (id bigint, region text, primary key (id, region)) partition by list (region);
create table events_eu partition of events for values in ('eu');
create table comments (event_id bigint, region text, foreign key (event_id, region) references events on delete cascade);
create table events_us partition of events for values in ('us');

-- form: CREATE TABLE … OF
create type person as (id integer, name text, born date);
create table people of person;
create table staff of person (
  primary key (id),
  name with options not null default 'nobody',
  born check (born > '1900-01-01'),
  constraint name_given check (name <> '')
);

-- form: CREATE TABLE … WITH storage parameters
create table logs (line text) with (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = off);
create table traces (line text) with (parallel_workers = 4, autovacuum_vacuum_scale_factor = 0.05);

-- form: CREATE TABLE … WITHOUT OIDS and USING heap
create table logs (line text) without oids;
create table traces (line text) using heap;

-- form: CREATE UNLOGGED TABLE
create unlogged table caches (key text primary key, value jsonb, number serial);

-- form: CREATE TEMPORARY TABLE is in no live schema
create temporary table drafts (id serial primary key, note text) on commit preserve rows;
create temp table notes (id integer) on commit delete rows;
create table real_notes (id integer);
create local temporary table if not exists steps (id integer);

-- form: CREATE TEMPORARY TABLE that hides a table of the same name
create table orders (id integer);
create temporary table orders (id integer primary key, note text);
alter table orders add column total numeric;
create index on orders (note);
drop table orders;
alter table orders add column customer text;

-- form: CREATE TABLE in the temporary schema by name
create table pg_temp.drafts (id integer);
create table drafts (id integer, note text);

-- form: CREATE TEMPORARY TABLE … ON COMMIT DROP
begin;
create temporary table steps (id integer) on commit drop;
create table orders (id integer);
commit;
create table steps (id bigint);

-- form: CREATE TABLE after SET search_path
create schema sales;
create schema archive;
set search_path to sales, archive;
create table orders (id serial primary key);
set search_path = archive;
create table orders (id integer primary key, origin integer references sales.orders);
reset search_path;
create table orders (id integer);

-- form: CREATE TABLE with a search_path whose first schemas do not exist
set search_path = "$user", missing, public;
create table orders (id integer);

-- form: CREATE TABLE with checks in many spellings
create table checks (
  a integer check (a between 1 and 10),
  b text check (b in ('x', 'y', 'z')),
  c text check (c ~ '^[a-z]+$' and c !~~ 'no%'),
  d text check (char_length(d) <= 20 or d is null),
  e integer check (e <> all (array[1, 2])),
  f date check (f > '2000-01-01'::date),
  g jsonb check (g ? 'key' and jsonb_typeof(g -> 'key') = 'string'),
  h boolean check (h is not false),
  i text check (coalesce(i, '') <> ''),
  j integer check (case when j > 0 then true else false end),
  k numeric check (k::text like '%.%'),
  l integer check (not (l = 1 or l = 2)),
  m text check (m is distinct from 'void'),
  n text check (trim(both ' ' from n) = n and position('a' in n) = 0 and substring(n from 1 for 1) <> 'b'),
  o timestamptz check (extract(year from o) > 2000),
  p integer check (p % 2 = 0 and p ^ 2 > 3),
  q text check (q similar to '[a-c]+'),
  r int4range check (not isempty(r) and lower_inc(r)),
  s integer[] check (array_length(s, 1) > 0 and s[1] > 0),
  t text check ((t collate "C") > 'a')
);

-- form: CREATE TABLE with a check that calls a function of its own
create schema util;
create function util.is_valid(text) returns boolean language sql immutable as $$ select $1 <> '' $$;
create table codes (code text check (util.is_valid(code)), other text default util.is_valid('x')::text);

-- form: CREATE TABLE with a check that reads the whole row
create table pairs (a integer, b integer, constraint any_given check (num_nulls(a, b) = 1 and pairs is not null));

-- form: CREATE TABLE of a key over many columns whose name is shortened
create table shipments (
  carrier_code_of_the_shipment text,
  tracking_number_of_the_shipment text,
  destination_country_code text,
  primary key (carrier_code_of_the_shipment, tracking_number_of_the_shipment),
  unique (carrier_code_of_the_shipment, tracking_number_of_the_shipment, destination_country_code)
);

-- form: CREATE TABLE with the name of a type, and a type's with that of a table's array
create table orders (id integer);
create table order_lines (parent orders, others orders[]);
create table _orders_log (id integer);

-- form: CREATE SCHEMA with tables inside, forward and backward
create schema sales
  create table orders (id integer primary key, customer_id integer)
  create view open_orders as select id from orders
  create index orders_customer on orders (customer_id);

-- form: CREATE TABLE with GENERATED … AS IDENTITY and PRIMARY KEY in any order
create table tickets (
  id bigint primary key generated by default as identity not null,
  other integer not null generated always as identity unique
);

-- form: CREATE TABLE with composite columns and a check into a field
create type money_amount as (amount numeric, currency char(3));
create table prices (price money_amount not null check ((price).amount > 0), old_prices money_amount[]);
create index on prices (((price).currency));

-- form: CREATE TABLE IF NOT EXISTS, where another kind of relation has the name
create view notes as select 1 as one;
create sequence numbers;
create table orders (id integer);
create index orders_id on orders (id);
create table if not exists notes (id integer);
create table if not exists numbers (id integer);
create table if not exists orders_id (id integer);
create index if not exists notes on orders (id);
create sequence if not exists orders;
create materialized view if not exists orders as select 1 as one;

-- form: CREATE TABLE as a dump writes it
select pg_catalog.set_config('search_path', '', false);
create type public.status as enum (
    'open',
    'closed'
);
create function public.stamp() returns trigger
    language plpgsql
    as $$
begin
  return new;
end
$$;
create table public.orders (
    id integer not null,
    number bigint not null,
    status public.status default 'open'::public.status not null,
    note character varying(20) default 'x'::character varying,
    constraint orders_note_check check (((note)::text <> ''::text))
);
create sequence public.orders_id_seq
    as integer
    start with 1
    increment by 1
    no minvalue
    no maxvalue
    cache 1;
alter sequence public.orders_id_seq owned by public.orders.id;
alter table public.orders alter column number add generated always as identity (
    sequence name public.orders_number_seq
    start with 1
    increment by 1
    no minvalue
    no maxvalue
    cache 1
);
create table public.lines (
    order_id integer
);
create view public.open_orders as
 select id,
    note
   from public.orders
  where (status = 'open'::public.status);
alter table only public.orders alter column id set default nextval('public.orders_id_seq'::regclass);
alter table only public.orders
    add constraint orders_pkey primary key (id);
create index orders_note_idx on public.orders using btree (lower((note)::text));
create trigger orders_stamp before insert on public.orders for each row execute function public.stamp();
alter table only public.lines
    add constraint lines_order_id_fkey foreign key (order_id) references public.orders(id) on delete cascade;
select pg_catalog.setval('public.orders_id_seq', 1, false);

-- form: CREATE TABLE between comments, odd blanks and semicolons
;;
/* a /* nested */ comment; with a semicolon */ create -- table views
table/**/orders(id integer/* the key; */primary key,note text default '--no comment'-- one
,"odd ""name""" text default $x$;$x$,tab_less	integer);

create table if not exists
  lines (
    id
      integer
  )
;

-- form: CREATE TABLE … GENERATED AS IDENTITY, partitioned
-- since: 17
create table events (id bigint generated always as identity, region text) partition by list (region);
create table events_eu partition of events for values in ('eu');
create table events_us (id bigint not null, region text);
alter table events attach partition events_us for values in ('us');
alter table events add column number integer generated by default as identity;
alter table events alter column number set generated always set increment 5;
alter table events detach partition events_us;
alter table events alter column number drop identity;

-- form: CREATE TABLE … EXCLUDE, partitioned
-- since: 17
create table bookings (
  room daterange, during tsrange, exclude using gist (room with =, during with &&)
) partition by range (room);
create table bookings_old partition of bookings for values from (minvalue) to ('[2024-01-01,2024-02-01)');

-- form: CREATE TABLE … NOT NULL with names like those that PostgreSQL makes
-- since: 18
create table customers (
  id integer constraint id_not_null not null,
  name text constraint customers_name_not_null not null,
  email text constraint customers_name_not_null1 not null,
  phone text constraint any_phone_not_null not null
);
alter table customers rename column name to full_name;
alter table customers rename to people;
alter table people add column born date not null;
