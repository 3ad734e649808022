-- form: ALTER TRIGGER … RENAME TO
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table orders (id integer);
create trigger a before insert on orders for each row execute function stamp();
create constraint trigger b after insert on orders for each row execute function stamp();
comment on trigger a on orders is 'the first';
alter trigger a on orders rename to orders_stamp;
alter trigger b on orders rename to "Orders Told";

-- form: ALTER TRIGGER … RENAME TO of a partitioned table
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table events (id bigint, region text) partition by list (region);
create table events_eu partition of events for values in ('eu');
create trigger a after insert on events for each row execute function stamp();
alter trigger a on events rename to events_stamp;

-- form: ALTER TRIGGER … DEPENDS ON EXTENSION
create extension citext;
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table orders (id integer);
create trigger a before insert on orders for each row execute function stamp();
create trigger b before insert on orders for each row execute function stamp();
alter trigger a on orders depends on extension citext;
alter trigger b on orders depends on extension citext;
alter trigger b on orders no depends on extension citext;
drop extension citext;
