-- The up says that it deletes rows.
-- expect: nothing
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key,
  channel text
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
delete from orders where channel is null or channel <> 'web';
-- file: V0002.down.sql
select 1;
