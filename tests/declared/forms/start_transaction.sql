-- form: START TRANSACTION … END
start transaction isolation level serializable, read write, not deferrable;
create table lines (id integer);
alter table lines add column note text;
end transaction;
start transaction;
create table notes (id integer);
end and chain;
create table marks (id integer);
end work;
