-- form: CALL of a procedure that changes the schema
create table orders (id integer);
create procedure add_times(target text) language plpgsql as $$
begin
  execute format('alter table %I add column created_at timestamptz', target);
  create index on orders (id);
end
$$;
call add_times('orders');
drop procedure add_times(text);
