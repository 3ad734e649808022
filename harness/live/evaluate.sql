-- What expressions are over rows of values that are stored nowhere. An answer is the value's text, null, or, where the
-- expression fails, an object with the SQLSTATE: one row that fails leaves the others their answers.
create or replace function pg_temp.harness_evaluate(asked jsonb)
returns setof jsonb
language plpgsql as $$
declare
  question jsonb;
  given jsonb;
  found jsonb;
  answers jsonb;
begin
  for question in select value from pg_catalog.jsonb_array_elements(asked) loop
    begin
      execute question ->> 0 into answers using question -> 1;
    exception when others or assert_failure then
      answers := '[]';
      for given in select value from pg_catalog.jsonb_array_elements(question -> 1) loop
        begin
          execute question ->> 0 into found using pg_catalog.jsonb_build_array(given);
          answers := answers || found;
        exception when others or assert_failure then
          answers := answers || pg_catalog.jsonb_build_object('error', sqlstate);
        end;
      end loop;
    end;
    return next answers;
  end loop;
end
$$;
