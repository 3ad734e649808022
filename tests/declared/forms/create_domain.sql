-- form: CREATE DOMAIN with constraints that have no name
create domain email as text check (value like '%@%') check (length(value) < 200);
create domain amount numeric(10, 2) default 0 not null check (value >= 0);
create domain code as varchar(10) null;
create domain short as char(3) collate "C" default 'abc';
create table customers (email email unique, balance amount, codes code[], short short default 'xyz');

-- form: CREATE DOMAIN with named constraints
create domain age as integer
  constraint age_positive check (value > 0)
  constraint age_small check (value < 150);
create domain zip as text constraint zip_given not null constraint zip_digits check (value ~ '^[0-9]{5}$');

-- form: CREATE DOMAIN whose generated names are taken and long
create domain amount as numeric constraint amount_check check (value > 0) check (value < 100) check (value <> 13);
create domain warehouse_inventory_reconciliation_adjustment_reason_code_as_text as text
  check (value <> '') check (length(value) < 30);

-- form: CREATE DOMAIN over a domain, an array, an enum, a composite and a range type
create type status as enum ('open', 'closed');
create type address as (street text, city text);
create domain email as text check (value like '%@%');
create domain work_email as email check (value not like '%@example.org') default 'a@b';
create domain tags as text[] check (cardinality(value) < 10) default '{}';
create domain open_status as status default 'open' check (value <> 'closed');
create domain home as address check ((value).city is not null);
create domain period as daterange check (not isempty(value));
create domain times as timestamp(3) with time zone[];
create table customers (email work_email, tags tags, status open_status, home home, during period);

-- form: CREATE DOMAIN found by search_path
create schema sales;
create type sales.status as enum ('open');
set search_path = sales;
create domain known as status default 'open' check (value = 'open');
create domain public.known as integer;
create table orders (status known, number public.known);

-- form: CREATE DOMAIN with a function of its own in its check
create function is_email(text) returns boolean language sql immutable as $$ select $1 like '%@%' $$;
create domain email as text check (is_email(value)) default lower('A@B');
