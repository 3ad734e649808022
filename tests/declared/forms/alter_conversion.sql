-- form: ALTER CONVERSION
-- role: writer
grant create on schema public to writer;
create schema encodings;
create conversion a for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create conversion b for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create conversion c for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
comment on conversion a is 'from the past';
alter conversion a rename to latin;
alter conversion b set schema encodings;
alter conversion c owner to writer;
