-- form: CREATE TEXT SEARCH DICTIONARY
create schema search;
create text search dictionary plain (template = simple);
create text search dictionary known (template = simple, stopwords = english, accept = false);
create text search dictionary stems (template = snowball, language = german, stopwords = german);
create text search dictionary search.stems (template = pg_catalog.snowball, language = 'english');
create text search dictionary same (template = synonym, synonyms = synonym_sample, casesensitive = 1);
