-- form: CREATE FOREIGN TABLE
-- superuser
create foreign data wrapper files;
create server archive foreign data wrapper files;
create foreign table letters (
  id integer options (key 'true') not null default 1,
  body text collate "C" check (body <> ''),
  size integer generated always as (length(body)) stored,
  written date null,
  constraint id_positive check (id > 0) no inherit
) server archive options (file 'letters.csv', format 'csv');
create foreign table if not exists letters (id bigint) server archive;
create foreign table if not exists notes (id bigint) server archive;

-- form: CREATE FOREIGN TABLE with NOT NULL as a constraint, LIKE and virtual columns
-- since: 18
-- superuser
create foreign data wrapper files;
create server archive foreign data wrapper files;
create foreign table letters (
  id integer constraint id_given not null,
  body text,
  doubled integer generated always as (id * 2) virtual,
  constraint body_given not null body,
  constraint id_positive check (id > 0) not enforced
) server archive;
create table notes (id integer not null default 1 check (id > 0), body text);
comment on column notes.body is 'free text';
create foreign table old_notes (like notes including defaults including constraints including comments) server archive;

-- form: CREATE FOREIGN TABLE … INHERITS and PARTITION OF
-- superuser
create foreign data wrapper files;
create server archive foreign data wrapper files;
create table notes (id integer not null check (id > 0), body text default 'x');
create table events (id bigint not null, region text, note text check (note <> '')) partition by list (region);
create foreign table old_notes (written date) inherits (notes) server archive;
create foreign table events_eu partition of events (note default 'x') for values in ('eu') server archive;
create foreign table events_rest partition of events default server archive options (file 'rest');
create index on events (region);

-- form: CREATE FOREIGN TABLE by an owner who may use the server
-- superuser
-- role: writer
grant create on schema public to writer;
create foreign data wrapper files;
create server archive foreign data wrapper files;
grant usage on foreign server archive to writer;
set role writer;
create foreign table letters (id integer) server archive;
reset role;
