-- form: ALTER RULE … RENAME TO
create table orders (id integer);
create rule kept as on delete to orders do instead nothing;
comment on rule kept on orders is 'never deleted';
alter rule kept on orders rename to "Never Deleted";
