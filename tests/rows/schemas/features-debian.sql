-- What takes a server that is built with libxml and ICU.

create collation german (provider = icu, locale = 'de-DE');
create collation case_insensitive (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

create table pages (
    id integer,
    body xml not null,
    summary xml,
    constraint pk_pages primary key (id),
    constraint ck_pages_body check (xpath_exists('/page', body))
);

create table collated (
    id integer,
    word text collate german not null,
    name text collate case_insensitive not null,
    code text collate "C" not null,
    constraint pk_collated primary key (id),
    constraint uq_collated_word unique (word),
    constraint uq_collated_name unique (name),
    constraint ck_collated_word check (word > 'a' collate "C"),
    constraint ck_collated_name check (name <> 'nobody')
);

create table named (
    name text collate case_insensitive,
    constraint pk_named primary key (name)
);

create table name_uses (
    id integer,
    name text collate case_insensitive not null,
    constraint pk_name_uses primary key (id),
    constraint fk_name_uses_name foreign key (name) references named (name) on update cascade
);
