-- form: ALTER DOMAIN … SET DEFAULT and DROP DEFAULT
create domain amount as numeric default 0;
create domain code as text default 'x';
create domain kind as varchar(5);
create table orders (total amount, code code);
alter domain amount drop default;
alter domain code set default lower('Y');
alter domain kind set default 'abc';

-- form: ALTER DOMAIN … SET NOT NULL and DROP NOT NULL
create domain amount as numeric;
create domain code as text not null;
create table orders (total amount, code code);
alter domain amount set not null;
alter domain code drop not null;

-- form: ALTER DOMAIN … ADD CONSTRAINT, named and not
create domain amount as numeric check (value > 0);
create table orders (total amount);
alter domain amount add constraint amount_small check (value < 1000);
alter domain amount add check (value <> 13);
alter domain amount add check (value <> 14);
alter domain amount drop constraint amount_check1;
alter domain amount add check (value <> 15);

-- form: ALTER DOMAIN … ADD CONSTRAINT NOT NULL
-- since: 17
create domain amount as numeric;
create domain code as text;
alter domain amount add not null;
alter domain code add constraint code_given not null;

-- form: ALTER DOMAIN … ADD CONSTRAINT NOT VALID, then VALIDATE CONSTRAINT
create domain amount as numeric;
create table orders (total amount);
alter domain amount add constraint amount_positive check (value > 0) not valid;
alter domain amount add constraint amount_small check (value < 1000) not valid;
alter domain amount validate constraint amount_positive;

-- form: ALTER DOMAIN … DROP CONSTRAINT
create domain amount as numeric check (value > 0) constraint amount_small check (value < 1000);
comment on constraint amount_small on domain amount is 'not too much';
alter domain amount drop constraint amount_check restrict;
alter domain amount drop constraint if exists missing;
alter domain amount drop constraint if exists amount_small cascade;

-- form: ALTER DOMAIN … RENAME CONSTRAINT
create domain amount as numeric check (value > 0);
comment on constraint amount_check on domain amount is 'no free lunch';
alter domain amount rename constraint amount_check to amount_positive;

-- form: ALTER DOMAIN … RENAME TO
create domain email as text check (value like '%@%');
create table customers (email email default 'a@b'::email, kind text);
create function domain_of(email) returns text language sql as $$ select $1::text $$;
create view emails as select email from customers;
comment on domain email is 'where to write';
grant usage on domain email to public;
alter domain email rename to mail_address;
alter domain mail_address add check (value <> '');

-- form: ALTER DOMAIN … SET SCHEMA
create schema sales;
create domain email as text check (value like '%@%');
create domain work_email as email;
create table customers (email email, emails email[]);
alter domain email set schema sales;

-- form: ALTER DOMAIN … OWNER TO
-- role: writer
grant create on schema public to writer;
create domain email as text check (value like '%@%');
create domain code as text;
alter domain email owner to writer;
alter domain code owner to current_role;
