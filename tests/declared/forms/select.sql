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
