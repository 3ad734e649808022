-- The second statement of the file cannot be applied twice: the column is there already.
-- expect: up-reruns V0002.up.sql:3 orders.channel
-- file: V0001.up.sql
create table if not exists orders (
  id bigint constraint pk_orders primary key
);
-- file: V0001.down.sql
drop table if exists orders;
-- file: V0002.up.sql
alter table orders add column if not exists note text;

alter table orders add column channel text;
-- file: V0002.down.sql
alter table orders drop column if exists note;

alter table orders drop column if exists channel;
