-- form: DROP DOMAIN of several at once
create domain email as text check (value like '%@%');
create domain code as text not null;
create domain kept as text;
comment on domain email is 'where to write';
comment on constraint email_check on domain email is 'has a sign';
drop domain email, code;

-- form: DROP DOMAIN IF EXISTS, where it does and where it does not
create domain email as text;
create domain kept as text;
drop domain if exists email, missing restrict;

-- form: DROP DOMAIN CASCADE takes columns, functions and domains over it
create domain email as text check (value like '%@%');
create domain work_email as email;
create table customers (id integer, email email, emails email[], work work_email, note text);
create index on customers (email);
create view emails as select id, email from customers;
create view notes as select id, note from customers;
create function domain_of(email) returns text language sql as $$ select $1::text $$;
drop domain email cascade;
