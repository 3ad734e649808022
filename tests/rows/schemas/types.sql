-- A column of every built-in type, nullable and not, with the limits that types have.

create table characters (
    id bigint,
    free text not null,
    limited varchar(10) not null,
    fixed char(4) not null,
    one_char char,
    unlimited varchar,
    long varchar(500) not null,
    identifier name not null,
    byte "char",
    constraint pk_characters primary key (id),
    constraint uq_characters_limited unique (limited),
    constraint uq_characters_fixed unique (fixed)
);

create table numbers (
    small smallint,
    whole integer not null,
    large bigint not null,
    exact numeric not null,
    money_like numeric(10, 2) not null,
    whole_numeric numeric(5) not null,
    fraction numeric(3, 3),
    rounded numeric(4, -2),
    single real not null,
    double double precision not null,
    cash money not null,
    object oid,
    constraint pk_numbers primary key (small),
    constraint uq_numbers_exact unique (exact),
    constraint uq_numbers_money_like unique (money_like),
    constraint uq_numbers_double unique (double),
    constraint uq_numbers_cash unique (cash),
    constraint uq_numbers_fraction unique (fraction)
);

create table times (
    day date,
    moment timestamp not null,
    zoned timestamptz not null,
    seconds timestamp(0) not null,
    millis timestamptz(3) not null,
    clock time not null,
    clock_seconds time(0),
    clock_zoned timetz not null,
    lasting interval not null,
    lasting_days interval day to second (0),
    constraint pk_times primary key (day),
    constraint uq_times_moment unique (moment),
    constraint uq_times_zoned unique (zoned),
    constraint uq_times_seconds unique (seconds),
    constraint uq_times_millis unique (millis),
    constraint uq_times_clock unique (clock),
    constraint uq_times_clock_zoned unique (clock_zoned),
    constraint uq_times_lasting unique (lasting)
);

create table logic (
    flag boolean,
    other boolean not null,
    constraint pk_logic primary key (flag)
);

create table binaries (
    id uuid,
    bytes bytea not null,
    bits bit(4) not null,
    one_bit bit,
    some_bits varbit(6) not null,
    any_bits varbit,
    constraint pk_binaries primary key (id),
    constraint uq_binaries_bytes unique (bytes),
    constraint uq_binaries_bits unique (bits),
    constraint uq_binaries_some_bits unique (some_bits)
);

create table documents (
    id integer,
    plain json not null,
    binary_json jsonb not null,
    path jsonpath not null,
    vector tsvector not null,
    query tsquery not null,
    constraint pk_documents primary key (id),
    constraint uq_documents_binary_json unique (binary_json)
);

create table networks (
    address inet,
    network cidr not null,
    card macaddr not null,
    card8 macaddr8 not null,
    position pg_lsn not null,
    constraint pk_networks primary key (address),
    constraint uq_networks_network unique (network),
    constraint uq_networks_card unique (card),
    constraint uq_networks_card8 unique (card8),
    constraint uq_networks_position unique (position)
);

create table shapes (
    id integer,
    dot point not null,
    endless line not null,
    segment lseg not null,
    frame box not null,
    way path not null,
    area polygon not null,
    disc circle not null,
    constraint pk_shapes primary key (id)
);

create table ranges (
    whole int4range,
    large int8range not null,
    exact numrange not null,
    days daterange not null,
    moments tsrange not null,
    zoned tstzrange not null,
    wholes int4multirange not null,
    larges int8multirange,
    exacts nummultirange not null,
    many_days datemultirange not null,
    many_moments tsmultirange not null,
    many_zoned tstzmultirange not null,
    constraint pk_ranges primary key (whole),
    constraint uq_ranges_days unique (days),
    constraint uq_ranges_wholes unique (wholes)
);

create table lists (
    ids integer[],
    words text[] not null,
    limited varchar(5)[] not null,
    matrix integer[][] not null,
    rates numeric(4, 2)[],
    flags boolean[] not null,
    days date[] not null,
    keys uuid[] not null,
    documents jsonb[] not null,
    spans int4range[] not null,
    moments timestamptz(0)[] not null,
    bits bit(3)[],
    constraint pk_lists primary key (ids),
    constraint uq_lists_words unique (words),
    constraint uq_lists_keys unique (keys)
);

-- Types of the schema's own.
create type address as (street text, number integer);
create type weekdays as range (subtype = integer);

create table own_types (
    id integer,
    place address,
    days weekdays,
    constraint pk_own_types primary key (id)
);
