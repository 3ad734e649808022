-- form: DROP TEXT SEARCH TEMPLATE
-- superuser
create text search template a (init = dsimple_init, lexize = dsimple_lexize);
create text search template b (init = dsimple_init, lexize = dsimple_lexize);
create text search template kept (init = dsimple_init, lexize = dsimple_lexize);
create text search dictionary words (template = a);
create text search configuration by_words (copy = simple);
alter text search configuration by_words alter mapping for asciiword with words, simple;
drop text search template a cascade;
drop text search template if exists b restrict;
drop text search template if exists missing;
