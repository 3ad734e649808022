-- Semicolons, quotes and keywords inside strings and nested dollar quotes end no statement.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists notes (
  id bigint constraint pk_notes primary key,
  body text not null default 'drop table notes; -- no; it''s only a string'
);

create or replace function remember(body text) returns void
language plpgsql
as $body$
begin
  execute $sql$ insert into notes (id, body) values (1, $q$a; b$q$) on conflict do nothing; $sql$;
end;
$body$;

/* a comment; /* with another; one */ inside */
create or replace function twice(n integer) returns integer
language sql
immutable
begin atomic
  select n;
  select 2 * n;
end;
-- file: V0001.down.sql
drop function if exists twice(integer);

drop function if exists remember(text);

drop table if exists notes;
