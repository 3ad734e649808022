-- When all files are run again, the first one inserts again what the second one deleted once.
-- expect: chain-reruns V0001.up.sql:5 currencies
-- file: V0001.up.sql
create table if not exists currencies (
  code text constraint pk_currencies primary key
);

insert into currencies (code) values ('DEM'), ('EUR')
on conflict do nothing;
-- file: V0001.down.sql
drop table if exists currencies;
-- file: V0002.up.sql
do $$
begin
  if to_regclass('former_currencies') is null then
    create table former_currencies as
    select code
    from currencies
    where code = 'DEM';
    delete from currencies where code = 'DEM';
  end if;
end
$$;
-- file: V0002.down.sql
do $$
begin
  if to_regclass('former_currencies') is not null then
    insert into currencies (code) select code from former_currencies;
    drop table former_currencies;
  end if;
end
$$;
