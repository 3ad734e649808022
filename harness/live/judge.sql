-- What the server says to statements, each trial in a subtransaction of its own that is always undone.
--
-- A trial is an array of statements; what its last says is the verdict, and `step` the one at which it ended. Deferred
-- constraints are asked as at COMMIT. HRN00 is ours: it undoes a trial in which nothing failed.
create or replace function pg_temp.harness_judge(trials jsonb)
returns table (
  step integer, state text, "constraint" text, "column" text, namespace text, relation text, datatype text, message text
)
language plpgsql as $$
declare
  trial jsonb;
  statement text;
begin
  for trial in select value from pg_catalog.jsonb_array_elements(trials) loop
    begin
      step := 0;
      for statement in select value from pg_catalog.jsonb_array_elements_text(trial) loop
        step := step + 1;
        execute statement;
      end loop;
      set constraints all immediate;
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
