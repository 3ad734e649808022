-- What belongs to extensions, as numbers: for comparing one database with itself, earlier and later.
select
  m.classid,
  m.objid
from members m
