-- form: DROP VIEW of several at once
create table orders (id integer, note text);
create view notes as select id, note from orders;
create view remarks as select note from notes;
create view kept as select id from orders;
comment on view notes is 'free text';
comment on column notes.note is 'free text';
grant select on notes to public;
drop view notes, remarks;

-- form: DROP VIEW IF EXISTS, where it does and where it does not
create view ones as select 1 as number;
create view kept as select 1 as number;
drop view if exists ones, missing restrict;

-- form: DROP VIEW CASCADE takes views, rules, functions and triggers over it
create table orders (id integer, note text);
create view notes as select id, note from orders;
create view remarks as select note from notes;
create materialized view counted as select count(*) as number from remarks;
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger notes_stamp instead of insert on notes for each row execute function stamp();
create rule nothing as on delete to notes do instead nothing;
create function note_of(notes) returns text language sql as $$ select $1.note $$;
create function all_notes() returns setof notes language sql as $$ select 1, 'x'::text $$;
drop view notes cascade;
