-- form: ALTER VIEW … ALTER COLUMN SET DEFAULT and DROP DEFAULT
-- unknown
create table orders (id integer, note text);
create view notes as select id, note from orders;
alter view notes alter column note set default 'none';
alter view notes alter id set default 1;
alter view if exists notes alter column id drop default;
alter view if exists missing alter column id drop default;

-- form: ALTER VIEW … RENAME COLUMN, a view over it
create table orders (id integer, note text);
create view notes as select id, note from orders;
create view remarks as select note from notes where note <> '';
alter view notes rename column note to remark;
alter view notes rename id to number;

-- form: ALTER VIEW … RENAME TO, a view and a function over it
create table orders (id integer, note text);
create view notes as select id, note from orders;
create view remarks as select note from notes;
create function note_of(notes) returns text language sql as $$ select $1.note $$;
comment on view notes is 'free text';
alter view notes rename to order_notes;
alter view if exists missing rename to other;

-- form: ALTER VIEW … SET SCHEMA
create schema reports;
create table orders (id integer, note text);
create view notes as select id, note from orders;
create view remarks as select note from notes;
alter view notes set schema reports;

-- form: ALTER VIEW … SET and RESET options
create table orders (id integer, note text);
create view notes as select id, note from orders where id > 0;
create view remarks with (security_barrier) as select note from notes;
alter view notes set (security_barrier = true, check_option = local);
alter view if exists notes set (security_invoker);
alter view notes reset (check_option);
alter view remarks reset (security_barrier);

-- form: ALTER VIEW … OWNER TO
-- role: writer
grant create on schema public to writer;
create table orders (id integer);
create view ids as select id from orders;
create view kept as select id from orders;
alter view ids owner to writer;
alter view kept owner to session_user;
