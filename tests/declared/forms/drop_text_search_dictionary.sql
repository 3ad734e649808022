-- form: DROP TEXT SEARCH DICTIONARY
create text search dictionary a (template = simple);
create text search dictionary b (template = simple);
create text search dictionary kept (template = simple);
create text search configuration words (copy = simple);
alter text search configuration words alter mapping for asciiword with a;
create text search configuration others (copy = simple);
comment on text search dictionary b is 'as they are';
drop text search dictionary if exists b restrict;
drop text search dictionary if exists missing;
drop text search dictionary a cascade;
