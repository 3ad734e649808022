-- form: ALTER TEXT SEARCH CONFIGURATION … MAPPING
create text search dictionary stems (template = snowball, language = english);
create text search configuration words (parser = default);
create text search configuration others (copy = english);
alter text search configuration words add mapping for asciiword, word with stems, simple;
alter text search configuration words add mapping for numword, email with simple;
alter text search configuration words alter mapping for asciiword with simple;
alter text search configuration words alter mapping for word replace stems with english_stem;
alter text search configuration words drop mapping for email;
alter text search configuration words drop mapping if exists for url, email;
alter text search configuration others alter mapping replace english_stem with stems;

-- form: ALTER TEXT SEARCH CONFIGURATION … RENAME TO, OWNER TO and SET SCHEMA
-- role: writer
grant create on schema public to writer;
create schema search;
create text search configuration a (copy = simple);
create text search configuration b (copy = simple);
create text search configuration c (copy = simple);
create table documents (body text);
create index on documents using gin (to_tsvector('a'::regconfig, body));
alter text search configuration a rename to words;
alter text search configuration b set schema search;
alter text search configuration c owner to writer;
