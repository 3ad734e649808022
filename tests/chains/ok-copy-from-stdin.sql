-- Rows come as COPY data, with a semicolon and a quote among them.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists countries (
  code char(2) constraint pk_countries primary key,
  name text not null
);

begin;

create temporary table incoming (code char(2), name text) on commit drop;

copy incoming (code, name) from stdin;
NO	Norway; or Norge
IT	Italy's
CI	Côte d'Ivoire
\.

insert into countries (code, name)
select code, name
from incoming
on conflict do nothing;

commit;
-- file: V0001.down.sql
drop table if exists countries;
