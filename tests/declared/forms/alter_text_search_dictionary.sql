-- form: ALTER TEXT SEARCH DICTIONARY
-- role: writer
grant create on schema public to writer;
create schema search;
create text search dictionary a (template = simple, stopwords = english, accept = false);
create text search dictionary b (template = simple);
create text search dictionary c (template = simple);
create text search dictionary d (template = simple, stopwords = english);
create text search configuration words (copy = simple);
alter text search configuration words alter mapping for asciiword with a, b;
alter text search dictionary a (stopwords = russian, accept = true);
alter text search dictionary d (stopwords);
alter text search dictionary a rename to known;
alter text search dictionary b set schema search;
alter text search dictionary c owner to writer;
