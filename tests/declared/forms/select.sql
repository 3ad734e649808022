-- form: SELECT of a function that changes the schema
create table events (id bigint, happened date) partition by range (happened);
create function add_year(year integer) returns void language plpgsql as $$
begin
  execute format(
    'create table %I partition of events for values from (%L) to (%L)',
    'events_' || year, year || '-01-01', (year + 1) || '-01-01'
  );
end
$$;
select add_year(2024);
select add_year(2025), add_year(2026);
drop function add_year;

-- form: SELECT … of a function that makes partitions, called with casts and constants
create table events (id bigint not null, kind integer not null) partition by hash (kind);
create function add_partitions(parent text, count integer, quiet boolean, prefix text) returns void language plpgsql as $$
begin
  for i in 0 .. count - 1 loop
    execute format(
      'create table if not exists %I partition of %I for values with (modulus %s, remainder %s)',
      coalesce(prefix, parent) || '_' || i, parent, count, i
    );
  end loop;
end
$$;
select add_partitions('events'::text, 2, true, null);
select add_partitions('events'::varchar(20)::text, 2::integer, false, 'events'::text);
