-- form: CREATE TEXT SEARCH CONFIGURATION
create schema search;
create text search configuration words (parser = default);
create text search configuration english_words (copy = english);
create text search configuration search.simple_words (copy = pg_catalog.simple);
create table documents (body text, words tsvector generated always as (to_tsvector('english_words'::regconfig, 'x')) stored);
create index documents_words on documents using gin (to_tsvector('english_words'::regconfig, body));
