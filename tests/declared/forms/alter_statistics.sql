-- form: ALTER STATISTICS
-- role: writer
grant create on schema public to writer;
create schema planner;
create table addresses (city text, zip text);
create statistics a on city, zip from addresses;
create statistics b on city, zip from addresses;
create statistics c on city, zip from addresses;
create statistics d on city, zip from addresses;
comment on statistics a is 'for the planner';
alter statistics a rename to by_city;
alter statistics b set schema planner;
alter statistics c set statistics 500;
alter statistics if exists by_city set statistics 0;
alter statistics d owner to writer;
alter statistics c set statistics -1;
alter statistics by_city owner to current_user;

-- form: ALTER STATISTICS … SET STATISTICS DEFAULT
-- since: 17
create table addresses (city text, zip text);
create statistics a on city, zip from addresses;
alter statistics a set statistics 100;
alter statistics a set statistics default;
