-- form: ALTER SCHEMA … RENAME TO, with all that is in it and looks into it
create schema sales;
create type sales.status as enum ('open', 'closed');
create domain sales.email as text check (value like '%@%');
create function sales.clean(text) returns text language sql immutable as $$ select trim($1) $$;
create sequence sales.numbers;
create table sales.orders (
  id serial primary key,
  number integer default nextval('sales.numbers'),
  status sales.status default 'open' check (status <> 'closed'),
  email sales.email,
  cleaned text generated always as (sales.clean('x')) stored
);
create index on sales.orders (sales.clean(cleaned));
create table orders (id integer references sales.orders, status sales.status default 'open');
create view ids as select id, sales.clean('x') as note from sales.orders;
comment on table sales.orders is 'what was ordered';
grant usage on schema sales to public;
grant select on sales.orders to public;
alter schema sales rename to shop;

-- form: ALTER SCHEMA … RENAME TO that search_path names
create schema sales;
set search_path = sales, public;
create table orders (id integer);
alter schema sales rename to shop;
create table lines (id integer);

-- form: ALTER SCHEMA … OWNER TO
-- role: writer
do $$ begin execute format('grant create on database %I to writer', current_database()); end $$;
create schema sales;
create schema kept;
create table sales.orders (id integer);
alter schema sales owner to writer;
alter schema kept owner to current_role;

-- form: ALTER SCHEMA of one that stands in for public
-- superuser
alter schema public rename to shop;
create schema public;
create table public.orders (id integer);
create table shop.orders (id integer);
