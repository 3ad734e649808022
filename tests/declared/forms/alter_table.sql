-- form: ALTER TABLE … RENAME COLUMN, an index, a check, a foreign key, a view and a trigger on it
create table customers (id integer primary key);
create table orders (
  id integer primary key,
  note text unique check (note <> ''),
  customer integer references customers,
  size integer generated always as (length(note)) stored
);
create index orders_note on orders (lower(note)) where note <> 'x';
create view notes as select id, note from orders where note is not null;
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger orders_stamp before update of note on orders for each row when (new.note <> '') execute function stamp();
create policy readers on orders using (note <> 'secret');
alter table orders rename column note to remark;
alter table orders rename column customer to customer_id;

-- form: ALTER TABLE … RENAME without COLUMN
create table orders (id integer, note text default 'none');
alter table orders rename note to "Note";
alter table if exists orders rename id to "select";
alter table if exists missing rename id to number;

-- form: ALTER TABLE … RENAME COLUMN that a foreign key of another table references
create table customers (id integer primary key, code text unique);
create table orders (customer_id integer references customers, code text references customers (code));
alter table customers rename id to customer_number;
alter table customers rename code to customer_code;

-- form: ALTER TABLE … RENAME COLUMN of a parent, into its children
create table vehicles (id integer, wheels integer check (wheels > 0));
create table trucks (load numeric) inherits (vehicles);
alter table vehicles rename wheels to wheel_count;

-- form: ALTER TABLE … RENAME COLUMN of a partitioned table
create table events (id bigint, happened date) partition by range (happened);
create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
create index on events (happened);
alter table events rename happened to occurred;

-- form: ALTER TABLE … RENAME COLUMN of a serial and an identity column
create table tickets (id serial, number integer generated always as identity);
alter table tickets rename id to ticket_id;
alter table tickets rename number to ticket_number;

-- form: ALTER TABLE … RENAME CONSTRAINT, which renames the index behind it
create table orders (
  id integer primary key,
  number text unique,
  total numeric check (total > 0),
  parent_id integer references orders
);
comment on constraint orders_pkey on orders is 'the key';
alter table orders rename constraint orders_pkey to orders_key;
alter table orders rename constraint orders_number_key to number_once;
alter table orders rename constraint orders_total_check to total_positive;
alter table if exists orders rename constraint orders_parent_id_fkey to of_parent;

-- form: ALTER TABLE … RENAME CONSTRAINT of a parent, into its children
create table vehicles (wheels integer constraint wheels_given check (wheels > 0));
create table trucks () inherits (vehicles);
alter table vehicles rename constraint wheels_given to wheels_positive;

-- form: ALTER TABLE … RENAME CONSTRAINT of a NOT NULL
-- since: 18
create table customers (id integer not null, name text);
alter table customers rename constraint customers_id_not_null to id_given;

-- form: ALTER TABLE … RENAME TO, its constraints, indexes and sequences keeping their names
create table orders (id serial primary key, number text unique, total numeric check (total > 0));
create table lines (order_id integer references orders);
create index on orders (total);
create view totals as select id, total from orders;
comment on table orders is 'what was ordered';
comment on column orders.total is 'with tax';
alter table orders rename to purchases;

-- form: ALTER TABLE … RENAME TO a name with a quote, and back in a swap
create table orders (id integer primary key);
create table orders_new (id bigint primary key);
alter table orders rename to "old orders";
alter table if exists orders_new rename to orders;
alter table if exists missing rename to other;

-- form: ALTER TABLE … RENAME TO, unnamed constraints made afterwards
create table orders (id integer primary key, total numeric check (total > 0));
alter table orders rename to purchases;
alter table purchases add check (total < 100);
create table orders (id integer, total numeric check (total > 0));
alter table purchases add unique (total);

-- form: ALTER TABLE … SET SCHEMA takes indexes, constraints and owned sequences along
create schema archive;
create type status as enum ('open', 'closed');
create table customers (id integer primary key);
create table orders (
  id serial primary key,
  number integer generated always as identity unique,
  status status default 'open',
  customer_id integer references customers,
  total numeric check (total > 0)
);
create index orders_total on orders (total);
create statistics orders_stats on total, status from orders;
create view open_orders as select id from orders where status = 'open';
create table lines (order_id integer references orders);
alter table orders set schema archive;
alter table if exists missing set schema archive;

-- form: ALTER TABLE … ADD COLUMN with every column constraint
create table customers (id integer primary key);
create table orders (id integer);
alter table orders add column number text not null unique;
alter table orders add total numeric(10, 2) default 0 check (total >= 0);
alter table orders add column customer_id integer references customers on delete set null;
alter table orders add column seq bigserial;
alter table orders add column line integer generated by default as identity;
alter table orders add column tax numeric generated always as (total * 0.2) stored;
alter table orders add column title text collate "C" null;
alter table orders add column code char(3) constraint code_once unique constraint code_given check (code <> '');
alter table orders add column key uuid primary key default gen_random_uuid();
alter table orders add column other_id integer constraint of_other references customers (id) deferrable;

-- form: ALTER TABLE … ADD COLUMN of a virtual generated column and a named NOT NULL
-- since: 18
create table lines (price numeric, quantity integer);
alter table lines add column amount numeric generated always as (price * quantity) virtual;
alter table lines add column note text constraint note_given not null default '';

-- form: ALTER TABLE … ADD COLUMN IF NOT EXISTS, where it does and where it does not
create table orders (id integer, note text);
alter table orders add column if not exists note integer not null unique default 1;
alter table orders add column if not exists total numeric check (total > 0);
alter table if exists orders add if not exists total integer check (total > 1), add if not exists kind text;
alter table if exists missing add column total numeric;

-- form: ALTER TABLE … ADD COLUMN with a serial whose sequence's name is taken
create table tickets (id integer);
create sequence tickets_number_seq;
alter table tickets add column number serial;

-- form: ALTER TABLE … ADD COLUMN of a parent, into its children, and of ONLY it
create table vehicles (id integer);
create table trucks (load numeric, plate integer) inherits (vehicles);
alter table vehicles add column wheels integer default 4 check (wheels > 0);
alter table vehicles add column plate integer default 5;
create table plain (id integer);
alter table only plain add column note text;

-- form: ALTER TABLE … ADD COLUMN of a partitioned table
create table events (id bigint, happened date) partition by range (happened);
create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
alter table events add column kind text not null default 'x' check (kind <> '');
create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01');

-- form: ALTER TABLE … DROP COLUMN takes what reads it
create table customers (id integer primary key);
create table orders (
  id integer primary key,
  number text unique,
  total numeric check (total > 0),
  discount numeric,
  customer_id integer references customers,
  seq serial,
  during tsrange,
  check (discount < total),
  unique (discount, id),
  exclude using gist (during with &&)
);
create index orders_total on orders (total);
create index orders_expression on orders ((total + 1));
create index orders_partial on orders (id) where total > 5;
create index orders_covering on orders (id) include (total);
create statistics orders_stats on total, discount from orders;
comment on column orders.total is 'with tax';
grant select (total, id) on orders to public;
alter table orders drop column total;
alter table orders drop number, drop column seq, drop column during, drop column customer_id;

-- form: ALTER TABLE … DROP COLUMN of a primary key, and of a key that others reference CASCADE
create table customers (id integer primary key, code text unique);
create table orders (customer_id integer references customers, code text references customers (code));
alter table customers drop column id cascade;
alter table customers drop column code cascade;
create table notes (a integer, b integer, primary key (a, b));
alter table notes drop column a;

-- form: ALTER TABLE … DROP COLUMN CASCADE takes views, generated columns, triggers, policies and rules
create table orders (
  id integer, total numeric, note text, doubled numeric generated always as (total * 2) stored
);
create view totals as select id, total from orders;
create view sums as select sum(total) as total from totals;
create view ids as select id from orders;
create materialized view ids_again as select total from orders;
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger orders_total before update of total on orders for each row execute function stamp();
create trigger orders_when before update on orders for each row when (new.total > 0) execute function stamp();
create trigger orders_any before update on orders for each row execute function stamp();
create policy rich on orders using (total > 100);
create policy anyone on orders for select using (true);
create function first_total() returns numeric language sql begin atomic select total from orders; end;
alter table orders drop column total cascade;

-- form: ALTER TABLE … DROP COLUMN IF EXISTS and RESTRICT
create table orders (id integer, note text, total numeric);
alter table orders drop column if exists missing, drop column if exists note restrict;
alter table if exists missing drop column note;

-- form: ALTER TABLE … DROP COLUMN of a parent and of ONLY it
create table vehicles (id integer, wheels integer, plate text, color text);
create table trucks (plate text, load numeric) inherits (vehicles);
alter table vehicles drop column wheels;
alter table vehicles drop column plate;
alter table only vehicles drop column color;

-- form: ALTER TABLE … DROP COLUMN, then ADD one of the same name
create table orders (id integer, note text not null unique, total numeric);
alter table orders drop column note;
alter table orders add column note integer;

-- form: ALTER TABLE … DROP and ADD a column of the same name in one statement
create table orders (id integer, note text not null unique default 'x', total numeric);
alter table orders add column note integer, drop column note;

-- form: ALTER TABLE … with actions that PostgreSQL runs in an order of its own
create table customers (id integer primary key);
create table orders (id integer, total integer constraint total_positive check (total > 0), note text);
alter table orders
  add constraint total_positive check (total >= 10),
  add primary key (number),
  alter column kind set default 'open',
  add column number bigint,
  add foreign key (customer_id) references customers,
  alter column total type numeric(12, 2),
  drop constraint total_positive,
  add column customer_id integer,
  alter column number set default 7,
  add column kind text,
  add unique (kind, number);

-- form: ALTER TABLE … ALTER COLUMN TYPE with what depends on it made anew
create table customers (id integer primary key, code varchar(5) unique);
create table orders (
  id integer primary key,
  total integer default 5 check (total > 0),
  note text,
  customer_id integer references customers,
  code varchar(5)
);
create index orders_total on orders (total) where total > 10;
create index orders_note on orders (note, total);
comment on index orders_total is 'large ones';
comment on constraint orders_total_check on orders is 'no free lunch';
create statistics orders_stats on total, note from orders;
alter table orders alter column total type numeric(10, 2);
alter table orders alter note set data type varchar(50);
alter table orders alter column customer_id type bigint;
alter table customers alter column id set data type bigint;

-- form: ALTER TABLE … ALTER COLUMN TYPE … USING
create table orders (id text, placed integer, open boolean default true, tags text);
alter table orders
  alter column id type integer using id::integer,
  alter column placed type timestamptz using to_timestamp(placed),
  alter column open drop default,
  alter column open type text using case when open then 'open' else 'closed' end,
  alter column open set default 'open',
  alter column tags type text[] using string_to_array(tags, ',');

-- form: ALTER TABLE … ALTER COLUMN TYPE to an enum and between enums
create type status as enum ('open', 'closed');
create table orders (status text default 'open');
alter table orders alter column status drop default;
alter table orders alter column status type status using status::status;
alter table orders alter column status set default 'open';
create type status_new as enum ('open', 'paid', 'closed');
alter table orders
  alter column status drop default,
  alter column status type status_new using status::text::status_new,
  alter column status set default 'open';
drop type status;
alter type status_new rename to status;

-- form: ALTER TABLE … ALTER COLUMN TYPE, the default cast along
create table orders (
  a integer default 1, b text default 'x', c varchar(10) default 'abc', d numeric default 1.5, e integer default (1 + 1)
);
alter table orders
  alter a type bigint,
  alter b type varchar(20),
  alter c type text,
  alter d type integer,
  alter e type numeric;

-- form: ALTER TABLE … ALTER COLUMN TYPE of a serial and an identity column
create table tickets (id serial primary key, number integer generated always as identity, part smallserial);
alter table tickets alter column id type bigint;
alter table tickets alter column number type bigint;
alter table tickets alter column part type integer;

-- form: ALTER TABLE … ALTER COLUMN TYPE … COLLATE
create table names (name text, other text collate "C", third text);
create index on names (name);
alter table names alter column name type text collate "C";
alter table names alter column other type varchar(10);
alter table names alter column third type varchar(20) collate "POSIX";
alter table names alter column other type varchar(20) collate "C";

-- form: ALTER TABLE … ALTER COLUMN TYPE of a column that a generated column does not read
create table lines (price numeric, label text, amount numeric generated always as (price * 2) stored);
alter table lines alter column label type varchar(10);
alter table lines alter column amount type integer;

-- form: ALTER TABLE … ALTER COLUMN TYPE of a parent, into its children
create table vehicles (id integer, wheels integer check (wheels > 0));
create table trucks (load numeric) inherits (vehicles);
alter table vehicles alter column wheels type bigint;

-- form: ALTER TABLE … ALTER COLUMN TYPE of a partitioned table with a key
create table events (id integer, happened date, note text, primary key (id, happened)) partition by range (happened);
create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
create index on events (note);
alter table events alter column id type bigint, alter column note type varchar(100);

-- form: ALTER TABLE … ALTER COLUMN SET DEFAULT and DROP DEFAULT
create sequence numbers;
create table orders (id integer, note text default 'x', total numeric, placed timestamp, code varchar(5));
alter table orders alter column id set default nextval('numbers');
alter table orders alter note drop default, alter total set default 0, alter column placed set default now();
alter table orders alter column code set default 'abc', alter column total set default null;
alter table orders alter column note drop default;

-- form: ALTER TABLE … ALTER COLUMN SET DEFAULT of a parent, and of ONLY it
create table vehicles (id integer, wheels integer default 4, color text);
create table trucks (load numeric) inherits (vehicles);
alter table vehicles alter column wheels set default 6;
alter table only vehicles alter column color set default 'red';

-- form: ALTER TABLE … ALTER COLUMN DROP DEFAULT of a serial leaves its sequence
create table tickets (id serial primary key);
alter table tickets alter column id drop default;

-- form: ALTER TABLE … ALTER COLUMN SET NOT NULL and DROP NOT NULL
create table orders (id integer, note text not null, total numeric);
alter table orders alter column id set not null, alter note drop not null;
alter table orders alter column id set not null;
alter table orders alter total drop not null;

-- form: ALTER TABLE … ALTER COLUMN SET NOT NULL of a parent, into its children
create table vehicles (id integer, wheels integer not null);
create table trucks (load numeric) inherits (vehicles);
alter table vehicles alter column id set not null;
alter table vehicles alter column wheels drop not null;

-- form: ALTER TABLE … DROP CONSTRAINT of a primary key, then DROP NOT NULL
create table orders (id integer primary key, number integer not null);
alter table orders drop constraint orders_pkey;
alter table orders alter column id drop not null;

-- form: ALTER TABLE … ALTER COLUMN SET EXPRESSION
-- since: 17
create table lines (price numeric, quantity integer, amount numeric generated always as (price * quantity) stored);
create index on lines (amount);
alter table lines alter column amount set expression as (price * quantity * 1.2);

-- form: ALTER TABLE … ALTER COLUMN SET EXPRESSION of a virtual column
-- since: 18
create table lines (price numeric, doubled numeric generated always as (price * 2) virtual);
alter table lines alter doubled set expression as (price + price);

-- form: ALTER TABLE … ALTER COLUMN DROP EXPRESSION
create table lines (price numeric, amount numeric generated always as (price * 2) stored, note text);
alter table lines alter column amount drop expression;
alter table lines alter column note drop expression if exists;

-- form: ALTER TABLE … ALTER COLUMN ADD GENERATED AS IDENTITY
create table tickets (id integer not null, number bigint not null, part smallint not null);
alter table tickets alter column id add generated always as identity;
alter table tickets alter number add generated by default as identity (start with 50 increment by 5 cache 2);
alter table tickets alter part add generated always as identity (sequence name ticket_parts);

-- form: ALTER TABLE … ALTER COLUMN SET GENERATED and sequence options
create table tickets (id integer generated always as identity, number bigint generated by default as identity);
alter table tickets alter column id set generated by default set start with 10 set increment by 2 restart with 20;
alter table tickets alter column number set generated always;
alter table tickets alter column number set minvalue 1 set maxvalue 1000 set cycle set cache 5 restart;
alter table tickets alter column number set no maxvalue set no cycle;

-- form: ALTER TABLE … ALTER COLUMN DROP IDENTITY
create table tickets (id integer generated always as identity primary key, note text);
alter table tickets alter column id drop identity;
alter table tickets alter column id drop identity if exists;
alter table tickets alter column note drop identity if exists;

-- form: ALTER TABLE from serial to identity
create table tickets (id serial primary key);
alter table tickets alter column id drop default;
drop sequence tickets_id_seq;
alter table tickets alter column id add generated always as identity (restart with 100);

-- form: ALTER TABLE … ALTER COLUMN SET STATISTICS
create table orders (id integer, note text, total numeric);
alter table orders alter column id set statistics 500, alter note set statistics 0, alter total set statistics 100;
alter table orders alter column id set statistics -1;

-- form: ALTER TABLE … ALTER COLUMN SET STATISTICS DEFAULT
-- since: 17
create table orders (id integer, note text);
alter table orders alter column id set statistics 500, alter note set statistics 10;
alter table orders alter column id set statistics default;

-- form: ALTER TABLE … ALTER COLUMN SET and RESET options
create table orders (id integer, customer integer, kind text);
alter table orders alter column customer set (n_distinct = -0.5, n_distinct_inherited = 100);
alter table orders alter kind set (n_distinct = 5);
alter table orders alter column customer reset (n_distinct_inherited);
alter table orders alter kind reset (n_distinct);

-- form: ALTER TABLE … ALTER COLUMN SET STORAGE
create table documents (body text, title text, summary text, data bytea, size numeric);
alter table documents alter column body set storage external, alter title set storage plain;
alter table documents alter column summary set storage main;
alter table documents alter data set storage extended;
alter table documents alter column size set storage EXTERNAL;

-- form: ALTER TABLE … ALTER COLUMN SET STORAGE DEFAULT
-- since: 16
create table documents (body text, size numeric);
alter table documents alter column body set storage external;
alter table documents alter column body set storage default;

-- form: ALTER TABLE … ALTER COLUMN SET COMPRESSION
create table documents (body text, title text compression pglz);
alter table documents alter column body set compression pglz, alter title set compression default;

-- form: ALTER TABLE … ADD CONSTRAINT of every kind
create table customers (id integer, code text, constraint customers_key primary key (id), unique (code));
create table orders (
  id integer, number text, total numeric, discount numeric, customer_id integer, code text, during tsrange
);
alter table orders add constraint orders_key primary key (id);
alter table orders add constraint number_once unique (number);
alter table orders add constraint totals check (total > 0 and discount < total);
alter table orders
  add constraint of_customer foreign key (customer_id) references customers (id) on update cascade on delete restrict;
alter table orders add constraint no_overlap exclude using gist (during with &&);
alter table orders add foreign key (code) references customers (code) match full deferrable initially deferred;

-- form: ALTER TABLE … ADD unnamed constraints, numbered on from those that are there
create table customers (id integer primary key);
create table orders (id integer, total numeric check (total > 0), customer_id integer references customers);
alter table orders add check (total < 1000);
alter table orders add check (total <> 13), add check (id > 0), add check (id < total);
alter table orders add foreign key (customer_id) references customers;
alter table orders add primary key (id);
alter table orders add unique (id, total), add unique (total), add unique (total, id);
alter table orders drop constraint orders_total_check1;
alter table orders add check (total <> 14);

-- form: ALTER TABLE … ADD PRIMARY KEY makes its columns NOT NULL
create table orders (id integer, part integer null, note text);
alter table orders add primary key (id, part);

-- form: ALTER TABLE … ADD CONSTRAINT … NOT VALID, then VALIDATE CONSTRAINT
create table customers (id integer primary key);
create table orders (total numeric, customer_id integer, note text);
alter table orders add constraint total_positive check (total > 0) not valid;
alter table orders add constraint note_given check (note <> '') not valid;
alter table orders add constraint of_customer foreign key (customer_id) references customers not valid;
alter table orders add foreign key (customer_id) references customers on delete cascade not valid;
alter table orders validate constraint total_positive;
alter table orders validate constraint of_customer;

-- form: ALTER TABLE … ADD NOT NULL, NOT VALID too
-- since: 18
create table orders (id integer, note text, kind text);
alter table orders add constraint note_given not null note;
alter table orders add not null kind;
alter table orders add constraint id_given not null id not valid;
create table lines (id integer, note text);
alter table lines add constraint id_given not null id not valid, add constraint line_note not null note not valid;
alter table lines validate constraint id_given;

-- form: ALTER TABLE … ADD CONSTRAINT … NOT ENFORCED, then ENFORCED
-- since: 18
create table customers (id integer primary key);
create table orders (total numeric, customer_id integer, other_id integer);
alter table orders add constraint total_positive check (total > 0) not enforced;
alter table orders add constraint of_customer foreign key (customer_id) references customers not enforced;
alter table orders add constraint of_other foreign key (other_id) references customers;
alter table orders alter constraint of_customer enforced;
alter table orders alter constraint of_other not enforced;

-- form: ALTER TABLE … ADD CONSTRAINT … NO INHERIT and of a parent, into its children
create table vehicles (id integer, wheels integer);
create table trucks (load numeric) inherits (vehicles);
alter table vehicles add constraint wheels_positive check (wheels > 0);
alter table vehicles add constraint id_positive check (id > 0) no inherit;
alter table vehicles add check (id < 1000000);

-- form: ALTER TABLE … ADD CONSTRAINT of a parent, merged with the children's
create table vehicles (wheels integer);
create table trucks (load numeric, constraint wheels_positive check (wheels > 0)) inherits (vehicles);
alter table vehicles add constraint wheels_positive check (wheels > 0);

-- form: ALTER TABLE … ADD CONSTRAINT of a partitioned table, into its partitions
create table regions (code text primary key);
create table events (id bigint, happened date, region text) partition by range (happened);
create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
alter table events add primary key (id, happened);
alter table events add constraint region_once unique (region, happened);
alter table events add foreign key (region) references regions;
alter table events add check (id > 0);

-- form: ALTER TABLE … ADD CONSTRAINT … USING INDEX renames the index
create table orders (id integer, number text, code text, kind text);
create unique index orders_by_id on orders (id);
create unique index orders_by_number on orders (number);
create unique index orders_code_key on orders (code);
create unique index orders_by_kind on orders (kind) include (id);
comment on index orders_by_number is 'fast';
alter table orders add constraint orders_key primary key using index orders_by_id;
alter table orders add constraint number_once unique using index orders_by_number deferrable initially deferred;
alter table orders add unique using index orders_code_key;
alter table orders add unique using index orders_by_kind not deferrable;

-- form: ALTER TABLE … replace a primary key by a new index
create table orders (id integer primary key, number bigint not null);
create unique index orders_number on orders (number);
alter table orders drop constraint orders_pkey, add constraint orders_pkey primary key using index orders_number;

-- form: ALTER TABLE … ALTER CONSTRAINT
create table customers (id integer primary key);
create table orders (customer_id integer references customers, other_id integer references customers deferrable);
alter table orders alter constraint orders_customer_id_fkey deferrable initially deferred;
alter table orders alter constraint orders_other_id_fkey not deferrable;
alter table orders alter constraint orders_customer_id_fkey initially immediate;

-- form: ALTER TABLE … ALTER CONSTRAINT INHERIT and NO INHERIT
-- since: 18
create table vehicles (id integer constraint id_given not null, wheels integer not null no inherit);
create table trucks (load numeric) inherits (vehicles);
alter table vehicles alter constraint id_given no inherit;
alter table vehicles alter constraint vehicles_wheels_not_null inherit;

-- form: ALTER TABLE … DROP CONSTRAINT of every kind
create table customers (id integer primary key);
create table orders (
  id integer primary key,
  number text unique,
  total numeric check (total > 0),
  customer_id integer references customers,
  during tsrange,
  exclude using gist (during with &&)
);
comment on constraint orders_total_check on orders is 'no free lunch';
alter table orders drop constraint orders_pkey;
alter table orders drop constraint orders_number_key, drop constraint if exists orders_total_check;
alter table orders drop constraint orders_customer_id_fkey restrict, drop constraint orders_during_excl;
alter table orders drop constraint if exists missing;
alter table if exists missing drop constraint other;

-- form: ALTER TABLE … DROP CONSTRAINT CASCADE takes foreign keys of others and grouped views
create table customers (id integer primary key, code text unique, name text);
create table orders (customer_id integer references customers, code text references customers (code));
create view names as select id, name, count(*) as number from customers group by id;
alter table customers drop constraint customers_pkey cascade;
alter table customers drop constraint customers_code_key cascade;

-- form: ALTER TABLE … DROP CONSTRAINT of a parent and of ONLY it
create table vehicles (
  id integer constraint id_positive check (id > 0),
  wheels integer constraint wheels_positive check (wheels > 0)
);
create table trucks () inherits (vehicles);
alter table vehicles drop constraint id_positive;
alter table only vehicles drop constraint wheels_positive;

-- form: ALTER TABLE … DROP CONSTRAINT of a NOT NULL
-- since: 18
create table orders (id integer not null, note text constraint note_given not null);
alter table orders drop constraint orders_id_not_null, drop constraint note_given;

-- form: ALTER TABLE … DISABLE and ENABLE TRIGGER
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table orders (id integer);
create trigger first before insert on orders for each row execute function stamp();
create trigger second before insert on orders for each row execute function stamp();
create trigger third before insert on orders for each row execute function stamp();
create trigger fourth before insert on orders for each row execute function stamp();
alter table orders disable trigger first, disable trigger second;
alter table orders enable trigger second, enable replica trigger third, enable always trigger fourth;

-- form: ALTER TABLE … DISABLE TRIGGER USER, ENABLE TRIGGER USER
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table orders (id integer primary key);
create table lines (order_id integer references orders);
create trigger first before insert on orders for each row execute function stamp();
create trigger second before insert on orders for each row execute function stamp();
create trigger third before insert on lines for each row execute function stamp();
alter table orders disable trigger user;
alter table lines disable trigger user;
alter table lines enable trigger user;

-- form: ALTER TABLE … DISABLE TRIGGER ALL
-- unknown
-- superuser
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table orders (id integer primary key);
create table lines (order_id integer references orders);
create trigger first before insert on orders for each row execute function stamp();
alter table orders disable trigger all;
alter table lines disable trigger all;
alter table lines enable trigger all;

-- form: ALTER TABLE … DISABLE TRIGGER of a partitioned table
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table events (id bigint, region text) partition by list (region);
create table events_eu partition of events for values in ('eu');
create trigger first before insert on events for each row execute function stamp();
create trigger second after insert on events for each row execute function stamp();
alter table events disable trigger first;
alter table only events disable trigger second;
create table events_us partition of events for values in ('us');

-- form: ALTER TABLE … DISABLE and ENABLE RULE
create table orders (id integer);
create rule first as on delete to orders do instead nothing;
create rule second as on update to orders do instead nothing;
create rule third as on insert to orders do also select 1;
create rule fourth as on insert to orders do also select 2;
alter table orders disable rule first, disable rule second;
alter table orders enable rule second, enable replica rule third, enable always rule fourth;

-- form: ALTER TABLE … ROW LEVEL SECURITY
create table orders (id integer);
create table lines (id integer);
create table notes (id integer);
alter table orders enable row level security;
alter table lines enable row level security, force row level security;
alter table notes enable row level security, force row level security;
alter table notes disable row level security;
alter table notes no force row level security;

-- form: ALTER TABLE … CLUSTER ON and SET WITHOUT CLUSTER
create table orders (id integer primary key, note text);
create index orders_note on orders (note);
create table lines (id integer primary key);
alter table orders cluster on orders_note;
alter table orders cluster on orders_pkey;
alter table lines cluster on lines_pkey;
alter table lines set without cluster;

-- form: ALTER TABLE … SET WITHOUT OIDS
create table orders (id integer);
alter table orders set without oids;

-- form: ALTER TABLE … SET ACCESS METHOD and SET TABLESPACE of the default ones
create table orders (id integer primary key);
alter table orders set access method heap;
alter table orders set tablespace pg_default;
alter table all in tablespace pg_default set tablespace pg_default;

-- form: ALTER TABLE … SET ACCESS METHOD DEFAULT
-- since: 17
create table orders (id integer primary key);
create table events (id bigint) partition by hash (id);
alter table orders set access method default;
alter table events set access method heap;

-- form: ALTER TABLE … SET UNLOGGED and SET LOGGED
create table caches (id serial primary key, number integer generated always as identity, value text);
create index on caches (value);
create unlogged table sessions (id serial primary key);
alter table caches set unlogged;
alter table sessions set logged;

-- form: ALTER TABLE … SET and RESET storage parameters
create table logs (line text) with (fillfactor = 70, parallel_workers = 2);
alter table logs set (autovacuum_enabled, fillfactor = 90, toast.autovacuum_enabled = false);
alter table logs reset (parallel_workers);
alter table logs set (toast_tuple_target = 4096), reset (toast.autovacuum_enabled);
create table traces (line text);
alter table traces set (fillfactor = 50);
alter table traces reset (fillfactor);

-- form: ALTER TABLE … INHERIT
create table vehicles (id integer not null, wheels integer default 4, constraint wheels_positive check (wheels > 0));
create table trucks (
  load numeric, wheels integer default 6, id integer not null, constraint wheels_positive check (wheels > 0)
);
alter table trucks inherit vehicles;

-- form: ALTER TABLE … NO INHERIT
create table vehicles (id integer not null, wheels integer default 4 check (wheels > 0));
create table trucks (load numeric) inherits (vehicles);
alter table trucks no inherit vehicles;
alter table vehicles add column plate text;

-- form: ALTER TABLE … OF and NOT OF
create type person as (id integer, name varchar(20));
create table people (id integer primary key, name varchar(20) default 'x');
create table staff of person;
alter table people of person;
alter table staff not of;

-- form: ALTER TABLE … OWNER TO
-- role: writer
grant create on schema public to writer;
create table orders (id serial primary key, number integer generated always as identity);
create index on orders (number);
create table lines (id integer);
create table notes (id integer);
create table marks (id integer);
alter table orders owner to writer;
alter table lines owner to current_user;
alter table notes owner to session_user;
alter table if exists marks owner to current_role;

-- form: ALTER TABLE … OWNER TO, its grants along
-- role: writer
-- role: reader
grant create on schema public to writer;
create table orders (id integer);
grant select on orders to reader;
grant update (id) on orders to reader with grant option;
alter table orders owner to writer;

-- form: ALTER TABLE … REPLICA IDENTITY
create table orders (id integer primary key, number text not null unique, note text);
create unique index orders_by_number on orders (number);
create table lines (id integer primary key);
create table notes (id integer primary key);
create table marks (id integer primary key);
alter table orders replica identity using index orders_by_number;
alter table lines replica identity full;
alter table notes replica identity nothing;
alter table marks replica identity full;
alter table marks replica identity default;

-- form: ALTER TABLE … REPLICA IDENTITY USING INDEX, another one afterwards
create table orders (id integer primary key, number text not null unique);
alter table orders replica identity using index orders_number_key;
alter table orders replica identity using index orders_pkey;
create table lines (id integer not null unique);
alter table lines replica identity using index lines_id_key;
alter table lines replica identity full;

-- form: ALTER TABLE … ATTACH PARTITION, indexes and constraints matched
create table regions (code text primary key);
create table events (
  id bigint not null, happened date not null, region text references regions, note text check (note <> ''),
  primary key (id, happened)
) partition by range (happened);
create index events_note on events (note);
create table events_2024 (
  note text check (note <> ''), region text references regions, happened date not null, id bigint not null,
  constraint events_note_check check (note <> '')
);
create index notes_2024 on events_2024 (note);
alter table events_2024 add constraint events_2024_key primary key (id, happened);
create table events_2025 (
  id bigint not null, happened date not null, region text, note text, constraint events_note_check check (note <> '')
);
alter table events attach partition events_2024 for values from ('2024-01-01') to ('2025-01-01');
alter table events attach partition events_2025 for values from ('2025-01-01') to (maxvalue);

-- form: ALTER TABLE … ATTACH PARTITION of lists, hashes and DEFAULT
create table customers (id integer, region text) partition by list (region);
create table customers_eu (id integer, region text);
create table customers_rest (id integer, region text);
alter table customers attach partition customers_eu for values in ('de', 'fr', null);
alter table if exists customers attach partition customers_rest default;
create table sessions (id integer) partition by hash (id);
create table sessions_0 (id integer);
alter table sessions attach partition sessions_0 for values with (modulus 4, remainder 0);

-- form: ALTER TABLE … ATTACH PARTITION of a partitioned table
create table events (id bigint, happened date, region text) partition by range (happened);
create table events_2024 (id bigint, happened date, region text) partition by list (region);
create table events_2024_eu partition of events_2024 for values in ('eu');
create index on events (region);
alter table events attach partition events_2024 for values from ('2024-01-01') to ('2025-01-01');

-- form: ALTER TABLE … ATTACH PARTITION, triggers along
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table events (id bigint, region text) partition by list (region);
create trigger events_stamp after insert on events for each row execute function stamp();
create table events_eu (id bigint, region text);
alter table events attach partition events_eu for values in ('eu');

-- form: ALTER TABLE … DETACH PARTITION, its indexes and constraints staying
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table regions (code text primary key);
create table events (
  id bigint, happened date, region text references regions, note text check (note <> ''), primary key (id, happened)
) partition by range (happened);
create index events_note on events (note);
create trigger events_stamp after insert on events for each row execute function stamp();
create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01');
alter table events detach partition events_2024;

-- form: ALTER TABLE … DETACH PARTITION CONCURRENTLY
-- unknown
create table customers (id integer, region text check (region <> '')) partition by list (region);
create table customers_eu partition of customers for values in ('de', 'fr');
create table customers_us partition of customers for values in ('us');
alter table customers detach partition customers_eu concurrently;

-- form: ALTER TABLE … DETACH and ATTACH again with other bounds
create table events (id bigint, happened date) partition by range (happened);
create table events_new partition of events default;
alter table events detach partition events_new;
alter table events_new rename to events_2024;
alter table events attach partition events_2024 for values from ('2024-01-01') to ('2025-01-01');
create table events_new partition of events default;

-- form: ALTER TABLE ONLY and with an asterisk
create table vehicles (id integer, note text);
create table trucks () inherits (vehicles);
alter table vehicles * add column wheels integer;
alter table only vehicles alter column note set default 'x';
alter table only (vehicles) alter column note set statistics 200;

-- form: ALTER TABLE of a view, a materialised view, an index and a sequence
-- unknown
create table orders (id integer, note text);
create view notes as select id, note from orders;
create materialized view note_counts as select note, count(*) as number from orders group by note;
create index note_index on note_counts (note);
create sequence numbers;
alter table notes rename to remarks;
alter table remarks rename column note to remark;
alter table remarks alter column remark set default 'x';
alter table note_counts rename column number to total;
alter table note_counts rename to remark_counts;
alter table note_index rename to remark_index;
alter table numbers rename to order_numbers;
alter table order_numbers owner to current_user;
alter table remark_index set (fillfactor = 60);
alter table remarks set (security_barrier = true);

-- form: ALTER TABLE of a table found by search_path
create schema sales;
create table sales.orders (id integer);
create table orders (id integer);
set search_path = sales, public;
alter table orders add column note text;
alter table public.orders add column total numeric;
alter table orders rename to purchases;
alter table orders add column later date;

-- form: ALTER TABLE … RENAME COLUMN while a function with a body of standard SQL reads it
create table orders (id integer primary key, note text);
create function last_note() returns text begin atomic select note from orders order by id desc limit 1; end;
create rule no_delete as on delete to orders where old.note <> '' do instead nothing;
alter table orders rename note to remark;
alter table orders rename to purchases;

-- form: ALTER TABLE … ADD EXCLUDE … WHERE with options
create table bookings (room integer, during tsrange, cancelled boolean, name text);
alter table bookings add exclude using gist (during with &&) where (not cancelled);
alter table bookings add constraint once exclude using btree (room with =, name text_pattern_ops desc nulls last with =)
  with (fillfactor = 70) deferrable initially deferred;
alter table bookings add exclude (lower(name) with =);

-- form: ALTER TABLE … ADD UNIQUE NULLS NOT DISTINCT and INCLUDE
create table customers (email text, phone text, city text);
alter table customers add constraint email_once unique nulls not distinct (email) include (city);
alter table customers add unique (phone) include (email, city) with (fillfactor = 90) using index tablespace pg_default;

-- form: ALTER TABLE … ADD temporal keys
-- since: 18
create extension btree_gist;
create table rooms (id integer, open_during daterange);
create table bookings (room_id integer, during daterange);
alter table rooms add constraint rooms_key primary key (id, open_during without overlaps);
alter table bookings add foreign key (room_id, period during) references rooms (id, period open_during);
alter table bookings add unique (room_id, during without overlaps);

-- form: ALTER TABLE … ADD FOREIGN KEY NOT VALID to a partitioned table, then valid
create table events (id bigint primary key) partition by hash (id);
create table events_0 partition of events for values with (modulus 1, remainder 0);
create table comments (event_id bigint);
alter table comments add constraint of_event foreign key (event_id) references events not valid;
alter table comments validate constraint of_event;

-- form: ALTER TABLE … ADD FOREIGN KEY NOT VALID on a partitioned table
-- since: 18
create table customers (id integer primary key);
create table events (customer_id integer) partition by hash (customer_id);
create table events_0 partition of events for values with (modulus 1, remainder 0);
alter table events add constraint of_customer foreign key (customer_id) references customers not valid;

-- form: ALTER TABLE … ADD COLUMN with a domain and an array of one
create domain email as text default 'none@example.org' check (value like '%@%');
create table customers (id integer);
alter table customers add column email email;
alter table customers add column others email[] not null default '{}';
alter table customers alter column email type text;

-- form: ALTER TABLE … DROP COLUMN that a unique index of several columns and a foreign key use
create table customers (id integer, region text, primary key (id, region));
create table orders (customer_id integer, region text, note text, foreign key (customer_id, region) references customers);
create unique index orders_once on orders (customer_id, note);
alter table orders drop column region;
alter table orders drop column note;

-- form: ALTER TABLE … RENAME of a table used as a type
create table orders (id integer, note text);
create function note_of(orders) returns text language sql as $$ select $1.note $$;
create table archive (content orders, many orders[]);
alter table orders rename to purchases;

-- form: ALTER TABLE … ALTER COLUMN TYPE, what was set for the column
create table documents (
  id integer, body text compression pglz, title text collate "C", size numeric(5, 1), code varchar(5)
);
alter table documents
  alter body set storage external, alter title set storage main, alter size set storage external,
  alter body set statistics 300, alter size set (n_distinct = 5);
comment on column documents.size is 'in pages';
grant select (size, body) on documents to public;
alter table documents
  alter column body type varchar(100), alter column title type varchar, alter column size type bigint,
  alter column code type text;

-- form: ALTER TABLE … DROP COLUMN with an identity, then anew
create table tickets (id integer generated always as identity primary key, note text);
alter table tickets drop column id;
alter table tickets add column id bigint generated by default as identity primary key;

-- form: ALTER TABLE of a partitioned table, into its partitions
create table regions (code text primary key);
create table events (id bigint, happened date, region text, note text check (note <> '')) partition by range (happened);
create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01') partition by list (region);
create table events_2025_eu partition of events_2025 for values in ('eu');
alter table events add constraint of_region foreign key (region) references regions;
alter table events alter column id set not null, alter column note set default 'x';
alter table only events alter column note drop default;
alter table events_2024 alter column note set default 'y';
alter table events add column kind text default 'a', add constraint kind_given check (kind <> '');
alter table events drop constraint events_note_check;
alter table events alter constraint of_region deferrable initially deferred;
alter table events rename column kind to sort;
alter table events rename constraint kind_given to sort_given;
alter table events_2024 rename to events_of_2024;
alter table events drop column note;
alter table events owner to current_user;

-- form: ALTER TABLE … DROP CONSTRAINT of a partitioned table
create table regions (code text primary key);
create table events (id bigint, region text references regions, unique (id, region)) partition by list (region);
create table events_eu partition of events for values in ('eu');
alter table events add primary key (id, region);
alter table events drop constraint events_pkey;
alter table events drop constraint events_region_fkey;
alter table events drop constraint events_id_region_key;

-- form: ALTER TABLE … ALTER CONSTRAINT of a foreign key to a partitioned table
create table events (id bigint primary key) partition by hash (id);
create table events_0 partition of events for values with (modulus 1, remainder 0);
create table comments (event_id bigint references events);
alter table comments alter constraint comments_event_id_fkey deferrable;
alter table comments rename constraint comments_event_id_fkey to of_event;
create table notes (event_id bigint references events);
alter table notes drop constraint notes_event_id_fkey;

-- form: ALTER TABLE by a name longer than 63 bytes
create table warehouse_inventory_reconciliation_adjustments_pending_supervisor_approval (id integer);
alter table warehouse_inventory_reconciliation_adjustments_pending_supervisor_approval
  add column reconciliation_adjustment_quantity_before_supervisor_approval_step_of_headquarters integer;
alter table warehouse_inventory_reconciliation_adjustments_pending_supervisor_approval_by_night
  rename reconciliation_adjustment_quantity_before_supervisor_approval_step_of_headquarters to quantity;
comment on table warehouse_inventory_reconciliation_adjustments_pending_supervisor_approval is 'too long';

-- form: ALTER TABLE … ADD COLUMN and constraints of a new column in one statement
create table customers (id integer primary key);
create table orders (id integer);
alter table orders
  add column number serial primary key,
  add column customer_id integer references customers,
  add column other_id integer,
  add foreign key (other_id) references customers,
  add check (other_id <> customer_id),
  add unique (customer_id, other_id),
  alter column other_id set not null,
  alter column other_id set default 1,
  add column total numeric generated always as (id * 2) stored;

-- form: ALTER TABLE swaps one table for another
create table orders (id serial primary key, note text unique);
create table lines (order_id integer references orders);
create view notes as select note from orders;
create table orders_new (like orders including all);
alter sequence orders_id_seq owned by orders_new.id;
alter table lines drop constraint lines_order_id_fkey;
alter table orders rename to orders_old;
alter table orders_new rename to orders;
alter table lines add foreign key (order_id) references orders;
create or replace view notes as select note from orders;
drop table orders_old;
alter index orders_new_pkey rename to orders_pkey;
alter table orders rename constraint orders_new_note_key to orders_note_key;

-- form: ALTER TABLE … INHERIT of two parents and over levels, then without one
create table named (name text not null, constraint name_given check (name <> ''));
create table priced (name text, price numeric);
create table products (id integer, name text not null, price numeric, constraint name_given check (name <> ''));
create table books (author text) inherits (products);
alter table products inherit named;
alter table products inherit priced;
alter table named add column label text;
alter table products no inherit named;
alter table named drop column label;
