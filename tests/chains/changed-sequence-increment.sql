-- The up lets keys grow by ten, and the down leaves the sequence at that.
-- expect: down-restores V0002.down.sql:1 sequence ticket_number
-- file: V0001.up.sql
create sequence if not exists ticket_number;
-- file: V0001.down.sql
drop sequence if exists ticket_number;
-- file: V0002.up.sql
alter sequence ticket_number increment by 10;

create table if not exists tickets (
  number bigint default nextval('ticket_number') constraint pk_tickets primary key
);
-- file: V0002.down.sql
drop table if exists tickets;
