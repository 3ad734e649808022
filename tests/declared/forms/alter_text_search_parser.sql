-- form: ALTER TEXT SEARCH PARSER
-- superuser
create schema search;
create text search parser a (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search parser b (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search configuration by_words (parser = a);
alter text search parser a rename to words;
alter text search parser b set schema search;
