-- form: CLUSTER … USING marks the index
create table orders (id integer primary key, note text);
create index orders_note on orders (note);
create table lines (id integer primary key);
create table marks (id integer primary key);
cluster orders using orders_note;
alter table lines cluster on lines_pkey;
cluster lines;
cluster marks using marks_pkey;
alter table marks set without cluster;

-- form: CLUSTER in the old syntax
-- until: 16
create table orders (id integer primary key);
cluster orders_pkey on orders;

-- form: CLUSTER VERBOSE
create table orders (id integer primary key);
cluster verbose orders using orders_pkey;
