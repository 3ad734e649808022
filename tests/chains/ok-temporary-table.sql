-- The file works with temporary tables, which end with its session.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists countries (
  code char(2) constraint pk_countries primary key,
  name text not null
);

create temporary table incoming (code char(2), name text);

insert into incoming (code, name) values ('NO', 'Norway'), ('IT', 'Italy'), ('NO', 'Norge');

insert into countries (code, name)
select distinct on (code) code, name
from incoming
order by code, name desc
on conflict do nothing;

drop table incoming;
-- file: V0001.down.sql
drop table if exists countries;
-- file: V0002.up.sql
create temporary table renamed (code char(2), name text);

insert into renamed (code, name) values ('IT', 'Italia');

update countries
set name = renamed.name
from renamed
where countries.code = renamed.code and countries.name <> renamed.name;
-- file: V0002.down.sql
update countries set name = 'Italy' where code = 'IT' and name <> 'Italy';
