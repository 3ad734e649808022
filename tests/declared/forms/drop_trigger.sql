-- form: DROP TRIGGER
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table orders (id integer);
create view ids as select id from orders;
create trigger a before insert on orders for each row execute function stamp();
create trigger b before insert on orders for each row execute function stamp();
create trigger c before insert on orders for each row execute function stamp();
create trigger d instead of insert on ids for each row execute function stamp();
create trigger kept before insert on orders for each row execute function stamp();
comment on trigger a on orders is 'the first';
drop trigger a on orders;
drop trigger b on orders cascade;
drop trigger if exists c on orders restrict;
drop trigger if exists missing on orders;
drop trigger if exists missing on nowhere;
drop trigger d on ids;

-- form: DROP TRIGGER of a partitioned table, from its partitions too
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create table events (id bigint, region text) partition by list (region);
create table events_eu partition of events for values in ('eu');
create trigger a after insert on events for each row execute function stamp();
create trigger b after insert on events for each row execute function stamp();
drop trigger a on events;
