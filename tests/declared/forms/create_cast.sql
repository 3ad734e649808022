-- form: CREATE CAST
create type address as (street text, city text);
create type status as enum ('open', 'closed');
create domain email as text;
create function address_to_text(address) returns text language sql immutable as $$ select ($1).street $$;
create function to_status(text) returns status language plpgsql immutable as $$ begin return 'open'; end $$;
create function to_status(integer, integer, boolean) returns status language plpgsql immutable as $$ begin return 'open'; end $$;
create cast (address as text) with function address_to_text(address) as assignment;
create cast (text as status) with function to_status(text) as implicit;
create cast (integer as status) with function to_status(integer, integer, boolean);
create cast (varchar as address) with inout as assignment;
create cast (status as int4) with inout;
create cast (address as jsonb) with inout as implicit;

-- form: CREATE CAST WITHOUT FUNCTION
-- superuser
create type code;
create function code_in(cstring) returns code language internal immutable strict as 'textin';
create function code_out(code) returns cstring language internal immutable strict as 'textout';
create type code (input = code_in, output = code_out, like = text);
create cast (code as text) without function as implicit;
create cast (text as code) without function as assignment;
create cast (varchar as code) without function;

-- form: CREATE CAST, its types and function renamed
create type address as (street text, city text);
create function address_to_text(address) returns text language sql immutable as $$ select ($1).street $$;
create cast (address as text) with function address_to_text(address) as assignment;
alter type address rename to postal_address;
alter function address_to_text rename to one_line;
