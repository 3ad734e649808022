-- What the server says to statements, each trial in a subtransaction of its own that is always undone.
--
-- A trial is an array of statements; what its last says is the verdict, and `step` the one at which it ended; one
-- more is the end, where deferred constraints are asked as at COMMIT. HRN00 is ours: it undoes a trial in which nothing failed.
create or replace function pg_temp.harness_judge(trials jsonb)
returns table (
  step integer, state text, "constraint" text, "column" text, namespace text, relation text, datatype text, message text,
  affected bigint
)
language plpgsql as $$
declare
  trial jsonb;
  -- To make them immediate takes a tenth of a trial, and few databases have any.
  deferring boolean := exists (select from pg_catalog.pg_constraint where condeferrable);
begin
  for trial in select value from pg_catalog.jsonb_array_elements(trials) loop
    begin
      for at in 1 .. pg_catalog.jsonb_array_length(trial) loop
        step := at;
        execute trial ->> (at - 1);
        get diagnostics affected = row_count;
      end loop;
      step := step + 1;
      if deferring then
        set constraints all immediate;
      end if;
      raise exception using errcode = 'HRN00';
    exception when others or assert_failure then
      get stacked diagnostics
        state = returned_sqlstate, "constraint" = constraint_name, "column" = column_name, namespace = schema_name,
        relation = table_name, datatype = pg_datatype_name, message = message_text;
    end;
    return next;
  end loop;
end
$$;
