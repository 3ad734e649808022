-- form: ALTER SEQUENCE with every option
create sequence numbers;
create sequence codes as integer maxvalue 100 cycle;
create sequence others minvalue 5 start 6;
alter sequence numbers increment by 5 minvalue 10 maxvalue 1000 start with 20 restart with 30 cache 7 cycle;
alter sequence codes no maxvalue no cycle restart;
alter sequence if exists others no minvalue increment 3 restart 9;
alter sequence if exists missing cache 5;

-- form: ALTER SEQUENCE … AS another type
create sequence numbers as smallint;
create sequence codes as integer maxvalue 100;
create sequence others as bigint;
alter sequence numbers as bigint;
alter sequence codes as bigint;
alter sequence others as integer;

-- form: ALTER SEQUENCE of a serial and of an identity column
create table tickets (id serial primary key, number integer generated always as identity);
alter sequence tickets_id_seq restart with 100 increment by 10;
alter sequence tickets_id_seq as bigint;
alter sequence tickets_number_seq cache 5 start with 7;

-- form: ALTER SEQUENCE … OWNED BY and OWNED BY NONE
create table tickets (id serial primary key, number integer);
create sequence numbers;
alter sequence numbers owned by tickets.number;
alter sequence tickets_id_seq owned by none;
drop table tickets cascade;
create sequence others;

-- form: ALTER SEQUENCE … OWNED BY follows a table that is renamed and moved
create schema archive;
create table tickets (id integer);
create sequence numbers owned by tickets.id;
alter table tickets rename to cases;
alter table cases rename column id to number;
alter table cases set schema archive;

-- form: ALTER SEQUENCE … RENAME TO, a default on it
create table tickets (id serial primary key);
create sequence numbers;
create table orders (id integer default nextval('numbers'));
comment on sequence numbers is 'counts';
alter sequence numbers rename to order_numbers;
alter sequence tickets_id_seq rename to ticket_ids;
alter sequence if exists missing rename to other;

-- form: ALTER SEQUENCE … SET SCHEMA, a default on it
create schema sales;
create sequence numbers;
create table orders (id integer default nextval('numbers'));
alter sequence numbers set schema sales;
alter sequence if exists missing set schema sales;

-- form: ALTER SEQUENCE … OWNER TO
-- role: writer
grant create on schema public to writer;
create sequence numbers;
create sequence codes;
alter sequence numbers owner to writer;
alter sequence codes owner to current_user;

-- form: ALTER SEQUENCE … SET UNLOGGED and SET LOGGED
create sequence numbers;
create unlogged sequence codes;
alter sequence numbers set unlogged;
alter sequence codes set logged;
