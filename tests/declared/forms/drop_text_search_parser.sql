-- form: DROP TEXT SEARCH PARSER
-- superuser
create text search parser a (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search parser b (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search parser kept (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search configuration by_words (parser = a);
drop text search parser a cascade;
drop text search parser if exists b restrict;
drop text search parser if exists missing;
