-- form: ALTER TYPE … ADD VALUE at the end, before and after another
create type status as enum ('open', 'closed');
create table orders (status status not null default 'open' check (status <> 'closed'));
create index on orders (status) where status = 'open';
alter type status add value 'archived';
alter type status add value 'new' before 'open';
alter type status add value 'paid' after 'open';
alter type status add value 'half paid' before 'paid';
alter type status add value if not exists 'paid';
alter type status add value if not exists 'gone' after 'archived';

-- form: ALTER TYPE … ADD VALUE in a transaction
begin;
create type status as enum ('open');
alter type status add value 'closed';
commit;
create table orders (status status default 'closed');

-- form: ALTER TYPE … RENAME VALUE, a default and a check on it
create type status as enum ('open', 'closed');
create table orders (status status not null default 'open' check (status <> 'closed'));
create index on orders (status) where status = 'open';
create view open_orders as select * from orders where status = 'open';
create domain known as status default 'open' check (value <> 'closed');
alter type status rename value 'open' to 'new';
alter type status rename value 'closed' to 'it''s over';

-- form: ALTER TYPE … RENAME TO of an enum, tables, functions and casts using it
create type status as enum ('open', 'closed');
create table orders (status status default 'open' check (status <> 'closed'::status), history status[]);
create function is_open(state status) returns boolean language sql immutable as $$ select true $$;
create index on orders (is_open(status));
create view states as select status, 'open'::status as first from orders;
comment on type status is 'where it stands';
grant usage on type status to public;
alter type status rename to order_status;

-- form: ALTER TYPE … RENAME TO of a composite and a range type
create type address as (street text, city text);
create type span as range (subtype = numeric);
create table customers (home address, during span check (not isempty(during)));
alter type address rename to postal_address;
alter type span rename to period;

-- form: ALTER TYPE … RENAME TO while a table has the name of its array
create type status as enum ('open');
create type _state as enum ('other');
create table orders (states status[]);
alter type status rename to state;

-- form: ALTER TYPE … SET SCHEMA
create schema sales;
create type status as enum ('open', 'closed');
create type address as (street text, city text);
create type span as range (subtype = numeric);
create table orders (
  status status default 'open' check (status <> 'closed'), history status[], home address, during span
);
create function is_open(status) returns boolean language sql immutable as $$ select true $$;
alter type status set schema sales;
alter type address set schema sales;
alter type span set schema sales;

-- form: ALTER TYPE … OWNER TO
-- role: writer
grant create on schema public to writer;
create type status as enum ('open');
create type address as (street text);
create type span as range (subtype = numeric);
create type kind as enum ('a');
alter type status owner to writer;
alter type address owner to writer;
alter type span owner to writer;
alter type kind owner to current_user;

-- form: ALTER TYPE … RENAME ATTRIBUTE
create type person as (id integer, name text);
create table people of person;
create table customers (data person, check ((data).name <> ''));
alter type person rename attribute name to full_name cascade;
create type address as (street text);
alter type address rename attribute street to road;

-- form: ALTER TYPE … ADD, DROP and ALTER ATTRIBUTE
create type address as (street text, city text, zip integer);
create function city_of(address) returns text language sql as $$ select ($1).city $$;
alter type address add attribute country char(2) collate "C";
alter type address drop attribute city, drop attribute if exists missing;
alter type address alter attribute zip type text;
alter type address
  add attribute number integer,
  alter attribute street set data type varchar(50) collate "C" restrict,
  drop attribute zip cascade;

-- form: ALTER TYPE … ADD, DROP and ALTER ATTRIBUTE CASCADE into typed tables
create type person as (id integer, name text, born date);
create table people of person (primary key (id), check (name <> ''));
create table staff of person (name default 'nobody');
alter type person add attribute email varchar(100) cascade;
alter type person drop attribute born cascade;
alter type person alter attribute id type bigint cascade;
alter type person drop attribute name cascade;

-- form: ALTER TYPE … SET properties of a base type
-- superuser
create type code;
create function code_in(cstring) returns code language internal immutable strict as 'textin';
create function code_out(code) returns cstring language internal immutable strict as 'textout';
create function code_send(code) returns bytea language internal stable strict as 'textsend';
create type code (input = code_in, output = code_out, internallength = variable, storage = plain);
alter type code set (storage = extended, send = code_send, receive = none);

-- form: ALTER TYPE … of a table's row is refused, of a domain is not
create domain email as text check (value like '%@%');
create table customers (email email);
alter type email rename to mail_address;
alter type mail_address owner to current_user;
