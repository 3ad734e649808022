-- undecided: periods.ends_on: a range has an end that it leaves out, and there is no day after the last
-- EXCLUDE constraints over ranges and geometry.

create table slots (
    id integer,
    span int4range,
    constraint pk_slots primary key (id),
    constraint ex_slots_span exclude using gist (span with &&)
);

create table required_slots (
    span tstzrange not null,
    note text,
    constraint ex_required_slots_span exclude using gist (span with &&)
);

create table boxes (
    id integer,
    days daterange not null,
    hours int4range not null,
    amount numrange,
    constraint pk_boxes primary key (id),
    constraint ex_boxes exclude using gist (days with &&, hours with &&),
    constraint ck_boxes_days check (not isempty(days) and not lower_inf(days))
);

create table drafts (
    id integer,
    span int4range not null,
    cancelled boolean not null default false,
    constraint pk_drafts primary key (id),
    constraint ex_drafts_span exclude using gist (span with &&) where (not cancelled)
);

create table deferred_slots (
    id integer,
    span int8range not null,
    constraint pk_deferred_slots primary key (id),
    constraint ex_deferred_slots exclude using gist (span with &&) deferrable initially deferred
);

create table circles (
    id integer,
    disc circle not null,
    constraint pk_circles primary key (id),
    constraint ex_circles_disc exclude using gist (disc with &&)
);

create table periods (
    id integer,
    begins_on date not null,
    ends_on date not null,
    constraint pk_periods primary key (id),
    constraint ck_periods check (begins_on <= ends_on),
    constraint ex_periods exclude using gist (daterange(begins_on, ends_on, '[]') with &&)
);

create table hashed (
    id integer,
    word text not null,
    constraint pk_hashed primary key (id),
    constraint ex_hashed_word exclude using hash (word with =)
);
