-- form: CREATE PROCEDURE with arguments and attributes
create table orders (id integer, note text);
create procedure add_order(id integer, note text default 'none') language sql as $$ insert into orders values (id, note) $$;
create procedure clear_orders() language plpgsql security definer set search_path = public as $$ begin delete from orders; end $$;
create procedure swap(inout a integer, inout b integer) language plpgsql as $$ begin null; end $$;
create procedure numbered(in a text, out b integer) language sql as $$ select 1 $$;
create procedure with_body(number integer) begin atomic insert into orders values (number, 'x'); end;
create procedure many(variadic ids integer[]) language sql as $$ select 1 $$;

-- form: CREATE OR REPLACE PROCEDURE
create procedure clear() language sql as $$ select 1 $$;
comment on procedure clear() is 'away with it';
create or replace procedure clear() language sql security definer as $$ select 2 $$;
create or replace procedure clear(integer) language sql as $$ select 3 $$;
