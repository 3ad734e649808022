-- form: ALTER OPERATOR FAMILY … ADD and DROP
-- superuser
create operator family numbers using btree;
alter operator family numbers using btree add
  operator 1 < (integer, bigint), operator 2 <= (integer, bigint) for search, operator 3 = (integer, bigint),
  operator 4 >= (integer, bigint), operator 5 > (integer, bigint), function 1 (integer, bigint) btint48cmp(integer, bigint);
alter operator family numbers using btree drop operator 1 (integer, bigint), function 1 (integer, bigint);

-- form: ALTER OPERATOR FAMILY … RENAME TO, OWNER TO and SET SCHEMA
-- superuser
-- role: writer
grant create on schema public to writer;
create schema util;
create operator family a using btree;
create operator family b using hash;
create operator family c using gist;
comment on operator family a using btree is 'all of them';
alter operator family a using btree rename to numbers;
alter operator family b using hash set schema util;
alter operator family c using gist owner to writer;
