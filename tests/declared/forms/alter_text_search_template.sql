-- form: ALTER TEXT SEARCH TEMPLATE
-- superuser
create schema search;
create text search template a (init = dsimple_init, lexize = dsimple_lexize);
create text search template b (init = dsimple_init, lexize = dsimple_lexize);
create text search dictionary words (template = a);
alter text search template a rename to plain;
alter text search template b set schema search;
