-- Who owns one database may not make roles, which all databases of the server share.
-- expect: up-applies V0001.up.sql:1 create role reporting;
-- file: V0001.up.sql
create role reporting;
-- file: V0001.down.sql
drop role if exists reporting;
