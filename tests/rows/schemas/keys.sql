-- Primary keys, UNIQUE constraints and unique indexes of every kind.

create table single_key (
    id integer,
    constraint pk_single_key primary key (id)
);

create table composite_key (
    region text,
    number smallint,
    day date,
    note text,
    constraint pk_composite_key primary key (region, number, day)
);

create table uniques (
    id bigint,
    plain text,
    left_part integer not null,
    right_part text,
    alike integer,
    alike_left integer,
    alike_right text,
    included text,
    swapped integer,
    deferred_mark text,
    constraint pk_uniques primary key (id),
    constraint uq_uniques_plain unique (plain),
    constraint uq_uniques_parts unique (left_part, right_part),
    constraint uq_uniques_alike unique nulls not distinct (alike),
    constraint uq_uniques_alike_parts unique nulls not distinct (alike_left, alike_right),
    constraint uq_uniques_included unique (included) include (plain, alike),
    constraint uq_uniques_swapped unique (swapped) deferrable,
    constraint uq_uniques_deferred unique (deferred_mark) deferrable initially deferred
);

create table deferred_key (
    id integer,
    place integer not null,
    constraint pk_deferred_key primary key (id) deferrable initially deferred,
    constraint uq_deferred_key_place unique (place) deferrable initially immediate
);

create table indexed (
    id integer,
    email text not null,
    name text,
    first_name text not null,
    last_name text not null,
    active boolean not null default true,
    deleted_at timestamptz,
    code varchar(10),
    day date not null,
    constraint pk_indexed primary key (id)
);

create unique index uq_indexed_email_lower on indexed (lower(email));
create unique index uq_indexed_name_active on indexed (name) where active;
create unique index uq_indexed_name_kept on indexed (first_name, last_name) where deleted_at is null;
create unique index uq_indexed_code_lower_kept on indexed (lower(code)) where deleted_at is null and active;
create unique index uq_indexed_whole_name on indexed ((first_name || ' ' || last_name));
create unique index uq_indexed_day_include on indexed (day) include (name);

create table bare_index (
    a integer not null,
    b integer,
    c text
);

create unique index uq_bare_index on bare_index (a, b);
create unique index uq_bare_index_c on bare_index (c) nulls not distinct;

-- One default per person, as many others as one likes.
create table addresses (
    id uuid default gen_random_uuid(),
    person integer not null,
    is_default boolean not null default false,
    street text not null,
    constraint pk_addresses primary key (id)
);

create unique index uq_addresses_default on addresses (person) where is_default;

create table keyless (
    a integer,
    b text not null
);
