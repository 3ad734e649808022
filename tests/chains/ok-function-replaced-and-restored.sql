-- A function gets another body, and the down gives it the old one back; all files run again end where they ended.
-- expect: nothing
-- file: V0001.up.sql
create or replace function price_with_tax(price numeric) returns numeric
language sql
immutable
as 'select round(price * 1.20, 2)';
-- file: V0001.down.sql
drop function if exists price_with_tax(numeric);
-- file: V0002.up.sql
create or replace function price_with_tax(price numeric) returns numeric
language sql
immutable
as 'select round(price * 1.22, 2)';
-- file: V0002.down.sql
create or replace function price_with_tax(price numeric) returns numeric
language sql
immutable
as 'select round(price * 1.20, 2)';
