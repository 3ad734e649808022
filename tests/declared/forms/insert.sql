-- form: Statements that change no schema, between those that do
create table orders (id integer primary key, note text);
insert into orders values (1, 'x'), (2, 'y') on conflict (id) do nothing;
update orders set note = upper(note) where id = 1;
delete from orders where id = 2;
select count(*) from orders;
with gone as (delete from orders returning id) select id from gone;
create table lines (id integer);
truncate orders restart identity;
analyze orders;
vacuum analyze orders;
reindex table orders;
explain select * from orders;
merge into orders using (values (1, 'z')) source (id, note) on orders.id = source.id
  when matched then update set note = source.note
  when not matched then insert values (source.id, source.note);
begin;
set transaction isolation level read committed;
set constraints all deferred;
lock table orders in access exclusive mode;
declare found cursor for select * from orders;
fetch next from found;
move next from found;
close found;
commit;
prepare one as select 1;
execute one;
deallocate all;
listen orders_made;
notify orders_made;
unlisten *;
values (1);
table orders;
show search_path;
