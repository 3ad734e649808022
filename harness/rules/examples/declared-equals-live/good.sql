-- What the row would make is written out as well: whoever reads the file knows of it.
-- file: V0001.up.sql
create table if not exists months (
  month date constraint pk_months primary key
);

create or replace function add_month() returns trigger language plpgsql as $$
begin
  execute format('create table if not exists orders_%s (id bigint)', to_char(new.month, 'YYYY_MM'));
  return null;
end
$$;

create or replace trigger trg_months_add after insert on months for each row execute function add_month();

create table if not exists orders_2026_01 (
  id bigint
);

insert into months (month) values ('2026-01-01') on conflict do nothing;
-- file: V0001.down.sql
drop table if exists orders_2026_01;

drop table if exists months;

drop function if exists add_month();
