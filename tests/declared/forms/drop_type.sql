-- form: DROP TYPE of several at once
create type status as enum ('open');
create type address as (street text);
create type span as range (subtype = numeric);
create type kept as enum ('a');
comment on type status is 'where it stands';
grant usage on type address to public;
drop type status, address, span;

-- form: DROP TYPE IF EXISTS, where it does and where it does not
create type status as enum ('open');
create type kept as enum ('a');
drop type if exists status, missing, sales.status restrict;

-- form: DROP TYPE CASCADE takes columns and what reads them
create type status as enum ('open', 'closed');
create table orders (
  id integer primary key, status status default 'open', history status[], note text, check (status <> 'closed')
);
create index orders_status on orders (status);
create index orders_open on orders (id) where status = 'open';
create view states as select id, status from orders;
create view notes as select id, note from orders;
create function is_open(status) returns boolean language sql as $$ select true $$;
create function first_status() returns status language sql as $$ select 'open'::status $$;
create domain known as status;
create table others (known known, note text);
drop type status cascade;

-- form: DROP TYPE CASCADE takes a cast's users: defaults and checks
create type kind as enum ('small', 'large');
create table orders (
  id integer,
  kind text default 'small'::kind::text,
  size text check (size <> 'large'::kind::text),
  note text
);
create index orders_kind on orders (note) where 'small'::kind <> 'large';
create view sizes as select 'small'::kind as kind;
drop type kind cascade;

-- form: DROP TYPE CASCADE of a composite type takes typed tables and functions
create type person as (id integer, name text);
create table people of person;
create table archive (data person, note text);
create function name_of(person) returns text language sql as $$ select ($1).name $$;
create function someone() returns setof person language sql as $$ select 1, 'x'::text $$;
create type pair as (first person, note text);
drop type person cascade;

-- form: DROP TYPE of a range takes its multirange along
create type span as range (subtype = numeric, multirange_type_name = spans);
create table prices (during span, parts spans, note text);
create index on prices using gist (during);
drop type span cascade;

-- form: DROP TYPE of a base type CASCADE
-- superuser
create type code;
create function code_in(cstring) returns code language internal immutable strict as 'textin';
create function code_out(code) returns cstring language internal immutable strict as 'textout';
create type code (input = code_in, output = code_out, like = text);
create table articles (id integer, code code);
drop type code cascade;

-- form: DROP TYPE and make it anew with other labels
create type status as enum ('open', 'closed');
create table orders (id integer, status status);
alter table orders alter column status type text;
drop type status;
create type status as enum ('new', 'old');
alter table orders alter column status type status using 'new'::status;
