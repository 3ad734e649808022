-- form: CREATE RULE for every event
create table orders (id integer, note text);
create table orders_log (id integer, what text);
create rule a as on insert to orders do also insert into orders_log values (new.id, 'made');
create rule b as on update to orders where old.note is distinct from new.note
  do insert into orders_log values (new.id, 'changed');
create rule c as on delete to orders do instead nothing;
create rule "D d" as on update to orders where new.id < 0 do instead nothing;
create rule e as on delete to orders do also (
  insert into orders_log values (old.id, 'gone');
  delete from orders_log where id < old.id
);

-- form: CREATE RULE on a view
create table orders (id integer, note text);
create view notes as select id, note from orders;
create rule notes_add as on insert to notes do instead insert into orders values (new.id, new.note) returning id, note;
create rule notes_set as on update to notes do instead update orders set note = new.note where id = old.id;
create rule notes_del as on delete to notes do instead delete from orders where id = old.id;

-- form: CREATE RULE that tells somebody
create table orders (id integer);
create rule told as on insert to orders do also notify orders_made;

-- form: CREATE OR REPLACE RULE
create table orders (id integer, note text);
create rule kept as on delete to orders do instead nothing;
comment on rule kept on orders is 'never deleted';
create or replace rule kept as on delete to orders where old.note <> '' do instead nothing;
create or replace rule other as on update to orders do instead nothing;

-- form: CREATE RULE, what it names renamed
create schema archive;
create table orders (id integer, note text);
create table orders_log (id integer, what text);
create rule logged as on insert to orders where new.note <> '' do also insert into orders_log values (new.id, new.note);
alter table orders rename column note to remark;
alter table orders_log rename to log;
alter table log rename column what to event;
alter table log set schema archive;

-- form: CREATE RULE … ON SELECT makes a view
-- until: 15
-- unknown
create table orders (id integer, note text);
create table notes (id integer, note text);
create rule "_RETURN" as on select to notes do instead select id, note from orders;
