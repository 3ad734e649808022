-- form: CREATE CONVERSION
create schema encodings;
create conversion latin for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create default conversion latin_too for 'LATIN1' to 'UTF8' from pg_catalog.iso8859_1_to_utf8;
create conversion encodings.latin for 'UTF8' to 'LATIN1' from utf8_to_iso8859_1;
