-- form: DROP RULE
create table orders (id integer);
create rule a as on delete to orders do instead nothing;
create rule b as on update to orders do instead nothing;
create rule kept as on insert to orders do also select 1;
comment on rule a on orders is 'never deleted';
drop rule a on orders cascade;
drop rule if exists b on orders restrict;
drop rule if exists missing on orders;
drop rule if exists missing on nowhere;
