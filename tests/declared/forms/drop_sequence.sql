-- form: DROP SEQUENCE of several at once
create sequence numbers;
create sequence codes;
create sequence kept;
comment on sequence codes is 'counts';
grant usage on sequence codes to public;
drop sequence numbers, codes;

-- form: DROP SEQUENCE IF EXISTS, where it does and where it does not
create sequence numbers;
create sequence kept;
drop sequence if exists numbers, missing restrict;

-- form: DROP SEQUENCE CASCADE takes defaults on it
create sequence numbers;
create table orders (id integer primary key default nextval('numbers'), other text default 'x');
create table tickets (id serial primary key);
create view next_numbers as select nextval('numbers'::regclass) as number;
drop sequence numbers cascade;
drop sequence tickets_id_seq cascade;
