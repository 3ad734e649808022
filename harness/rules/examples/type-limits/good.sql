-- What is indexed is a hash of the address, whatever its length.
-- file: V0001.up.sql
create table if not exists pages (
  id bigint constraint pk_pages primary key,
  address varchar(4000) not null
);

create unique index if not exists idx_pages_address on pages (md5(address));
-- file: V0001.down.sql
drop table if exists pages;
