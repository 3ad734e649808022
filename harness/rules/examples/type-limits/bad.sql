-- An entry of an index has room for 2704 bytes, and the column declares up to 4000 characters.
-- file: V0001.up.sql
create table if not exists pages (
  id bigint constraint pk_pages primary key,
  address varchar(4000) not null,
  constraint uq_pages_address unique (address)
);
-- file: V0001.down.sql
drop table if exists pages;
