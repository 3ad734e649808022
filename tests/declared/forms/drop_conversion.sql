-- form: DROP CONVERSION
create conversion a for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create conversion b for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create conversion kept for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
drop conversion a cascade;
drop conversion if exists b restrict;
drop conversion if exists missing;
