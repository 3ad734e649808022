-- form: CREATE OPERATOR FAMILY
-- superuser
create schema util;
create operator family numbers using btree;
create operator family util.numbers using hash;
