-- form: DO … EXCEPTION WHEN duplicate_object
do $$ begin
  create type status as enum ('open', 'closed');
exception when duplicate_object then null;
end $$;
do $$ begin
  create type status as enum ('other');
exception when duplicate_object then null;
end $$;
create table orders (id integer, status status);
do $$ begin
  alter table orders add constraint id_positive check (id > 0);
  alter table orders add constraint id_positive check (id > 1);
exception when duplicate_object then null;
end $$;
do $$ begin
  alter table orders add constraint id_small check (id < 100);
exception when duplicate_object then raise notice 'there already';
end $$;
do $$ begin
  alter table orders add column id integer;
exception when duplicate_column or undefined_table then null;
end $$;
do $$ begin
  create table orders (id bigint);
exception when duplicate_table then null;
end $$;

-- form: DO … IF NOT EXISTS over the catalog
create table orders (id integer, note text);
do $$
begin
  if not exists (select 1 from pg_type where typname = 'status') then
    create type status as enum ('open', 'closed');
  end if;
  if not exists (select 1 from pg_constraint where conname = 'id_positive') then
    alter table orders add constraint id_positive check (id > 0);
  end if;
  if exists (select 1 from pg_constraint where conname = 'missing' and conrelid = 'orders'::regclass) then
    alter table orders drop constraint missing;
  end if;
  if not exists (
    select 1 from information_schema.columns
    where table_schema = 'public' and table_name = 'orders' and column_name = 'total'
  ) then
    alter table orders add column total numeric;
  end if;
  if exists (select from information_schema.columns where table_name = 'orders' and column_name = 'note') then
    alter table orders rename column note to remark;
  end if;
  if to_regclass('public.orders_remark') is null then
    create index orders_remark on orders (remark);
  end if;
  if not exists (select from pg_indexes where indexname = 'orders_total') then
    create index orders_total on orders (total);
  end if;
  if not exists (select from pg_trigger where tgname = 'orders_stamp' and not tgisinternal) then
    comment on table orders is 'not stamped';
  end if;
end
$$;

-- form: DO … with ELSE, ELSIF and a condition on the version
-- unknown
do $$
begin
  if current_setting('server_version_num')::integer < 150000 then
    create table old_ones (id integer);
  elsif exists (select from pg_extension where extname = 'citext') then
    create table caseless (id integer);
  else
    create table orders (id integer);
  end if;
end
$$;

-- form: DO … EXECUTE format in a loop over an array
create table orders (id integer);
create table lines (id integer);
do $$
declare
  name text;
begin
  foreach name in array array['orders', 'lines'] loop
    execute format('alter table %I add column created_at timestamptz not null default now()', name);
    execute format('create index %I on %I (created_at)', name || '_created', name);
    execute 'comment on table ' || quote_ident(name) || ' is ' || quote_literal('has a ' || name);
  end loop;
end
$$;

-- form: DO … EXECUTE format in a loop over a query
create table orders (id integer);
create table lines (id integer);
create view notes as select 1 as note;
do $$
declare
  found record;
begin
  for found in
    select table_name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name
  loop
    execute format('alter table public.%I add column updated_at timestamptz', found.table_name);
  end loop;
  for number in 2024..2025 loop
    execute format('create table events_%s (id integer)', number);
  end loop;
end
$$;

-- form: DO … with variables, constants and a nested block
do $$
declare
  target constant text := 'orders';
  keep boolean default true;
  statement text;
begin
  statement := 'create table ' || target || ' (id integer)';
  execute statement;
  begin
    execute 'create table ' || target || ' (id bigint)';
  exception
    when others then
      execute 'alter table ' || target || ' add column note text';
  end;
  if keep then
    perform 1;
  end if;
end
$$ language plpgsql;

-- form: DO … in another quoting, and with COMMIT
do language plpgsql 'begin create table orders (id integer); end';
do $block$
begin
  create table lines (id integer);
  commit;
  create table notes (id integer);
  rollback;
end
$block$;

-- form: DO … that only raises or only reads
create table orders (id integer);
do $$ begin raise notice 'created %', 'orders'; perform count(*) from orders; end $$;
do $$ declare number bigint; begin select count(*) into number from orders; assert number = 0; end $$;

-- form: DO … with a loop that rows decide and that changes nothing, beside DDL
create table orders (id bigint);
do $$
declare
  last_id bigint := 0;
begin
  loop
    select max(id) into last_id from orders where id > last_id;
    exit when last_id is null;
  end loop;
  create index orders_id on orders (id);
end
$$;
