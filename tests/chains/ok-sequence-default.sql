-- Keys come from a sequence that goes on counting when rows are inserted and undone; its position is no schema.
-- expect: nothing
-- file: V0001.up.sql
create sequence if not exists ticket_number start with 1000;

create table if not exists tickets (
  number bigint not null default nextval('ticket_number') constraint pk_tickets primary key,
  title text not null constraint uq_tickets_title unique
);

alter sequence ticket_number owned by tickets.number;

insert into tickets (title) values ('Buy more paper')
on conflict do nothing;
-- file: V0001.down.sql
drop table if exists tickets;
