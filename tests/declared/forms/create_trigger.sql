-- form: CREATE TRIGGER for every event and time
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table orders (id integer, note text, total numeric);
create trigger a before insert on orders for each row execute function stamp();
create trigger b after insert or update or delete on orders for each statement execute function stamp();
create trigger c before update on orders for row execute procedure stamp();
create trigger d after truncate on orders execute function stamp();
create trigger e before delete or truncate on orders for statement execute function stamp();

-- form: CREATE TRIGGER … UPDATE OF, WHEN and arguments
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table orders (id integer, note text, total numeric);
create trigger a before update of note, total on orders for each row execute function stamp();
create trigger b before insert or update of total or delete on orders for each row execute function stamp('a', 2, it, 1.5);
create trigger c after update on orders for each row
  when (old.* is distinct from new.* and new.total > 0) execute function stamp('it''s', '');
create trigger d after insert on orders for each statement when (current_user <> 'nobody') execute function stamp();
create trigger "E e" before delete on orders for each row when (old.note = 'x' or old.id in (1, 2)) execute function stamp();

-- form: CREATE TRIGGER … INSTEAD OF on a view
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table orders (id integer, note text);
create view notes as select id, note from orders;
create trigger notes_write instead of insert or update or delete on notes for each row execute function stamp();
create trigger notes_told after update on notes for each statement execute function stamp();

-- form: CREATE TRIGGER … REFERENCING
create function stamp() returns trigger language plpgsql as $$ begin return null; end $$;
create table orders (id integer, note text);
create trigger a after insert on orders referencing new table as added for each statement execute function stamp();
create trigger b after update on orders referencing old table before_it new table as "After It"
  for each row execute function stamp();
create trigger c after delete on orders referencing old table gone for each statement execute function stamp();

-- form: CREATE CONSTRAINT TRIGGER
create function stamp() returns trigger language plpgsql as $$ begin return null; end $$;
create table customers (id integer primary key);
create table orders (id integer, total numeric);
create constraint trigger a after insert on orders for each row execute function stamp();
create constraint trigger b after insert or update of total on orders deferrable initially deferred
  for each row when (new.total > 0) execute function stamp();
create constraint trigger c after delete on orders from customers not deferrable initially immediate
  for each row execute function stamp('x');
create constraint trigger d after update on orders initially deferred for each row execute function stamp();
create constraint trigger e after update on orders deferrable for each row execute function stamp();

-- form: CREATE OR REPLACE TRIGGER
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create function other() returns trigger language plpgsql as $$ begin return new; end $$;
create table orders (id integer, note text);
create trigger a before insert on orders for each row execute function stamp();
comment on trigger a on orders is 'when it was made';
alter table orders disable trigger a;
create or replace trigger a after update of note on orders for each row when (new.note <> '') execute function other('x');
create or replace trigger b before insert on orders for each row execute function stamp();

-- form: CREATE TRIGGER on a partitioned table
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table events (id bigint, region text) partition by list (region);
create table events_eu partition of events for values in ('eu');
create table events_us partition of events for values in ('us') partition by hash (id);
create table events_us_0 partition of events_us for values with (modulus 1, remainder 0);
create trigger a before insert on events for each row execute function stamp();
create trigger b after update of region on events for each row when (new.id > 0) execute function stamp();
create trigger c after insert on events for each statement execute function stamp();
create trigger d before update on events_eu for each row execute function stamp();

-- form: CREATE TRIGGER with functions of another schema
create schema audit;
create function audit.stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create schema sales;
create table sales.orders (id integer);
create trigger a before insert on sales.orders for each row execute function audit.stamp();
set search_path = audit, sales;
create trigger b before insert on orders for each row execute function stamp();
alter schema audit rename to logs;

-- form: CREATE TRIGGER with a function of an extension
create extension tcn;
create table orders (id integer primary key);
create trigger orders_told after insert or update or delete on orders for each row
  execute function triggered_change_notification('orders');
