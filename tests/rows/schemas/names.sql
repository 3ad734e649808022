-- Identifiers that need quotes, other schemas, and what is looked up by name.

create schema "Other Schema";
create schema plain;

create type "Other Schema"."Mood Of Day" as enum ('Good', 'it''s fine', 'very "bad"', 'schön');
create domain "Other Schema"."Positive Number" as integer constraint "must be > 0" check (value > 0);

create table "Other Schema"."User" (
    "Id" integer,
    "select" text not null,
    "a ""quoted"" one" text,
    "with space" integer,
    "größe" numeric(5, 2),
    "Mood" "Other Schema"."Mood Of Day" not null default 'Good',
    "Number" "Other Schema"."Positive Number",
    "it's" text,
    constraint "PK User" primary key ("Id"),
    constraint "UQ ""select""" unique ("select", "with space"),
    constraint "CK größe" check ("größe" > 0 and "größe" < 300),
    constraint "ck it's" check ("it's" <> 'it''s'),
    constraint "check" check ("with space" <> "Id")
);

create unique index "UQ lower" on "Other Schema"."User" (lower("a ""quoted"" one"));

create table plain."order" (
    "user" integer not null,
    "group" text,
    "table" integer,
    "größer" integer,
    constraint pk_order primary key ("user", "table"),
    constraint "FK user" foreign key ("user") references "Other Schema"."User" ("Id") on delete cascade,
    constraint "FK größer" foreign key ("größer") references "Other Schema"."User" ("Id")
    on delete set null on update cascade,
    constraint "CK group" check ("group" in ('a', 'B', 'it''s', 'ß'))
);

-- The same names in two schemas.
create table plain.item (
    id integer,
    constraint pk_item primary key (id),
    constraint ck_item_id check (id > 0)
);

create table "Other Schema".item (
    id integer,
    other integer,
    constraint pk_item primary key (id),
    constraint ck_item_id check (id < 5000),
    constraint fk_item foreign key (other) references plain.item (id)
);

create table public.item (
    id integer,
    other integer not null,
    constraint pk_item primary key (id),
    constraint fk_item foreign key (other) references "Other Schema".item (id) on delete restrict
);

create table "名前" (
    "番号" integer,
    "メモ" text not null,
    constraint "主キー" primary key ("番号"),
    constraint "長さ" check (length("メモ") <= 10)
);

create table "a.b" (
    "c.d" integer,
    "e,f" text not null,
    "(g)" text not null,
    "h;--" text,
    "$1" integer not null,
    "%s" text not null,
    constraint "pk.a.b" primary key ("c.d"),
    constraint "uq (a,b)" unique ("e,f", "(g)"),
    constraint "ck%s" check ("$1" > 0 and "%s" like 'a\%%' and "h;--" <> '')
);
