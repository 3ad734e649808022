-- form: CREATE STATISTICS of every kind
create table addresses (city text, zip text, country char(2), number integer);
create statistics plain on city, zip from addresses;
create statistics counts (ndistinct, dependencies) on zip, city, country from addresses;
create statistics most (mcv) on city, country from addresses;
create statistics every (mcv, ndistinct, dependencies) on number, city from addresses;
create statistics expression on (lower(city)) from addresses;
create statistics expressions on (number + 1), (lower(city)), zip from addresses;

-- form: CREATE STATISTICS IF NOT EXISTS, where it does and where it does not
create table addresses (city text, zip text);
create statistics if not exists by_city on city, zip from addresses;
create statistics if not exists by_city (mcv) on city, zip from addresses;

-- form: CREATE STATISTICS without a name
-- since: 16
create table addresses (city text, zip text, country text);
create statistics on city, zip from addresses;
create statistics on city, zip from addresses;
create statistics (mcv) on (lower(city)), country from addresses;
create statistics on (upper(zip)) from addresses;

-- form: CREATE STATISTICS in schemas, and on a partitioned table and a materialised view
create schema planner;
create table events (id bigint, region text) partition by list (region);
create table events_eu partition of events for values in ('eu');
create materialized view counted as select 1 as a, 2 as b;
create statistics planner.of_events on id, region from events;
create statistics of_counted on a, b from counted;

-- form: CREATE STATISTICS, columns renamed and dropped
create table addresses (city text, zip text, country text, number integer);
create statistics by_city on city, zip from addresses;
create statistics by_country on country, number from addresses;
alter table addresses rename column city to town;
alter table addresses drop column country;
alter table addresses rename to places;
