-- form: CREATE TYPE … AS ENUM
create type status as enum ('open', 'paid', 'in transit', 'it''s', 'größe', '');
create type nothing as enum ();
create schema sales;
create type sales.status as enum ('new');
create table orders (status status default 'open', sales_status sales.status not null default 'new');

-- form: CREATE TYPE … AS (composite)
create type address as (street text, number integer, city varchar(50), zip char(5), tags text[]);
create type person as (name text collate "C", home address, since timestamp(3) with time zone);
create type empty as ();
create table customers (id integer, data person);

-- form: CREATE TYPE … AS RANGE
create type float_range as range (subtype = float8, subtype_diff = float8mi);
create type text_range as range (subtype = text, collation = "C", subtype_opclass = text_ops);
create type numeric_span as range (subtype = numeric, multirange_type_name = numeric_spans);
create table prices (during float_range, parts numeric_spans, words text_range);

-- form: CREATE TYPE … AS RANGE with a subtype_diff of its own
create function time_difference(time, time) returns double precision
  language sql immutable strict as $$ select extract(epoch from $1 - $2)::double precision $$;
create type opening_hours as range (subtype = time, subtype_diff = time_difference);
create table shops (open opening_hours, exclude using gist (open with &&));

-- form: CREATE TYPE … AS RANGE, multirange names of PostgreSQL's choice
create type span_range as range (subtype = numeric);
create type period as range (subtype = date);

-- form: CREATE TYPE as a shell
-- superuser
create type later;

-- form: CREATE TYPE of a base type
-- superuser
create type color;
create function color_in(cstring) returns color language internal immutable strict as 'int4in';
create function color_out(color) returns cstring language internal immutable strict as 'int4out';
create type color (
  input = color_in, output = color_out, internallength = 4, passedbyvalue, alignment = int4, storage = plain,
  category = 'C', preferred = false, default = '0', delimiter = ';'
);
create table paints (color color default '1', colors color[]);

-- form: CREATE TYPE of a base type, LIKE another one
-- superuser
create type code;
create function code_in(cstring) returns code language internal immutable strict as 'textin';
create function code_out(code) returns cstring language internal immutable strict as 'textout';
create function code_receive(internal) returns code language internal stable strict as 'textrecv';
create function code_send(code) returns bytea language internal stable strict as 'textsend';
create type code (
  input = code_in, output = code_out, receive = code_receive, send = code_send, like = text, collatable = true
);
create table articles (code code, codes code[]);

-- form: CREATE TYPE found by search_path
create schema sales;
set search_path = sales;
create type status as enum ('new');
create table orders (status status);
reset search_path;
create type status as enum ('old');
create table old_orders (status status, other sales.status);

-- form: CREATE TYPE guarded by a block
do $$
begin
  create type status as enum ('open', 'closed');
exception
  when duplicate_object then null;
end
$$;
do $$
begin
  if not exists (select from pg_type where typname = 'status') then
    create type status as enum ('other');
  end if;
  if not exists (select from pg_type where typname = 'kind') then
    create type kind as enum ('small', 'large');
  end if;
end
$$;
create table orders (status status, kind kind);

-- form: CREATE TYPE … AS RANGE with a canonical function
-- superuser
create type page_range;
create function page_range_canonical(page_range) returns page_range
  language internal immutable strict as 'int4range_canonical';
create type page_range as range (
  subtype = integer, canonical = page_range_canonical, subtype_diff = int4range_subdiff, multirange_type_name = page_ranges
);
create table books (pages page_range, parts page_ranges);

-- form: CREATE TYPE of a base type with modifiers, elements and statistics
-- superuser
create type label;
create function label_in(cstring, oid, integer) returns label language internal immutable strict as 'varcharin';
create function label_out(label) returns cstring language internal immutable strict as 'varcharout';
create type label (
  input = label_in, output = label_out, typmod_in = varchartypmodin, typmod_out = varchartypmodout, like = varchar,
  category = 'S', preferred = false, default = 'none', collatable = true
);
create type corner;
create function corner_in(cstring) returns corner language internal immutable strict as 'point_in';
create function corner_out(corner) returns cstring language internal immutable strict as 'point_out';
create type corner (
  input = corner_in, output = corner_out, internallength = 16, alignment = double, element = float8,
  subscript = raw_array_subscript_handler, analyze = array_typanalyze
);
create table boxes (label label(20), labels label(5)[], corner corner);
