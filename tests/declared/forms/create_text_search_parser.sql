-- form: CREATE TEXT SEARCH PARSER
-- superuser
create text search parser words (
  start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype, headline = prsd_headline
);
create text search parser plain (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search configuration by_words (parser = words);
alter text search configuration by_words add mapping for asciiword with simple;
