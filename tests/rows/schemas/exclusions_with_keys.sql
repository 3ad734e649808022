-- EXCLUDE constraints that also compare plain columns, which takes btree_gist.

create extension btree_gist;

create table rooms (
    id integer,
    name text not null,
    constraint pk_rooms primary key (id)
);

create table bookings (
    id bigint generated always as identity,
    room_id integer not null,
    during tstzrange not null,
    cancelled_at timestamptz,
    constraint pk_bookings primary key (id),
    constraint fk_bookings_room_id foreign key (room_id) references rooms (id) on delete cascade,
    constraint ck_bookings_during check (not isempty(during)),
    constraint ex_bookings exclude using gist (room_id with =, during with &&) where (cancelled_at is null)
);

create table prices (
    product text not null,
    valid daterange not null,
    price numeric(8, 2) not null,
    constraint ck_prices_price check (price > 0),
    constraint ex_prices exclude using gist (product with =, valid with &&)
);

-- All animals of one cage are of one kind.
create table cages (
    cage integer not null,
    animal text not null,
    constraint ex_cages exclude using gist (cage with =, animal with <>)
);
