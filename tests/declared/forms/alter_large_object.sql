-- form: ALTER LARGE OBJECT … OWNER TO
-- unknown
-- role: writer
select lo_create(47112);
select lo_create(47113);
alter large object 47112 owner to writer;
alter large object 47113 owner to current_user;
create table pictures (id integer, content oid);
