-- form: DROP TEXT SEARCH CONFIGURATION
-- unknown
create text search configuration a (copy = simple);
create text search configuration b (copy = simple);
create text search configuration kept (copy = simple);
create table documents (id integer, body text);
create index documents_words on documents using gin (to_tsvector('a'::regconfig, body));
create index documents_id on documents (id);
comment on text search configuration b is 'as they are';
drop text search configuration a cascade;
drop text search configuration if exists b restrict;
drop text search configuration if exists missing;
