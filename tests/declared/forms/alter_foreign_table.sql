-- form: ALTER FOREIGN TABLE … columns
-- superuser
create foreign data wrapper files;
create server archive foreign data wrapper files;
create foreign table letters (id integer, body text, note text, size integer, kind text) server archive;
alter foreign table letters add column written date not null default current_date check (written > '1900-01-01');
alter foreign table letters add column if not exists id integer, drop column note;
alter foreign table letters drop if exists missing cascade;
alter foreign table letters alter column size type bigint, alter column body set data type varchar(100) collate "C";
alter foreign table letters alter id set default 1, alter id set not null, alter body set statistics 50;
alter foreign table letters alter body set (n_distinct = 5), alter kind set storage external;
alter foreign table letters alter column id options (key 'true', other 'x'), alter body options (add name 'text');
alter foreign table letters alter column id options (set key 'false', drop other);
alter foreign table letters alter written drop default, alter written drop not null, alter body reset (n_distinct);
alter foreign table letters rename column kind to sort;
alter table letters rename size to length;

-- form: ALTER FOREIGN TABLE … constraints, triggers and the rest
-- superuser
-- role: writer
grant create on schema public to writer;
create schema archive;
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create foreign data wrapper files;
create server archive foreign data wrapper files;
grant usage on foreign server archive to writer;
create table notes (id integer, body text, constraint noted check (body <> ''));
create foreign table letters (id integer, body text, constraint noted check (body <> '')) server archive options (file 'a');
create foreign table others (id integer) server archive;
create foreign table thirds (id integer) server archive;
create trigger a before insert on letters for each row execute function stamp();
create trigger b before insert on letters for each row execute function stamp();
create trigger c before insert on letters for each row execute function stamp();
alter foreign table letters add constraint id_positive check (id > 0) not valid, add check (id < 100);
alter foreign table letters validate constraint id_positive;
alter foreign table letters drop constraint letters_id_check, drop constraint if exists missing;
alter foreign table letters disable trigger a, enable replica trigger b, enable always trigger c;
alter foreign table letters disable trigger user, enable trigger c;
alter foreign table letters inherit notes;
alter foreign table letters no inherit notes;
alter foreign table letters inherit notes, set without oids;
alter foreign table letters options (set file 'b', add format 'csv');
alter foreign table letters rename to old_letters;
alter foreign table if exists others set schema archive;
alter foreign table thirds owner to writer;
