-- form: DROP STATISTICS
create table addresses (city text, zip text);
create statistics a on city, zip from addresses;
create statistics b on city, zip from addresses;
create statistics c on city, zip from addresses;
create statistics kept on city, zip from addresses;
comment on statistics a is 'for the planner';
drop statistics a, b;
drop statistics if exists missing, c restrict;
