-- form: DISCARD takes temporary tables and settings
create schema sales;
create temporary table steps (id integer);
create temporary sequence numbers;
set search_path = sales;
discard temp;
create table steps (id bigint);
discard plans;
discard sequences;
create temporary table steps (id integer);
discard all;
create table steps (id integer, note text);
