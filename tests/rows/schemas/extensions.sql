-- Types of extensions that a database's owner may create.

create extension citext;
create extension hstore;
create extension ltree;
create extension cube;
create extension isn;
create extension seg;

create table by_mail (
    mail citext,
    name citext not null,
    note citext,
    constraint pk_by_mail primary key (mail),
    constraint uq_by_mail_name unique (name),
    constraint ck_by_mail_mail check (mail like '%@%'),
    constraint ck_by_mail_note check (note in ('Yes', 'no'))
);

create table mail_users (
    id integer,
    mail citext not null,
    constraint pk_mail_users primary key (id),
    constraint fk_mail_users_mail foreign key (mail) references by_mail (mail) on update cascade on delete cascade
);

create table extended (
    id integer,
    attributes hstore not null default 'colour=>red',
    place ltree not null,
    corner cube not null,
    book isbn13,
    product ean13 not null,
    measured seg not null,
    mails citext[] not null,
    constraint pk_extended primary key (id),
    constraint uq_extended_place unique (place),
    constraint ck_extended_attributes check (attributes ? 'colour'),
    constraint ck_extended_place check (nlevel(place) <= 4)
);
