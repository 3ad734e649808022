-- Enum types in columns, arrays, keys, checks, defaults and foreign keys.

create type status as enum ('new', 'open', 'closed', 'cancelled');
create type severity as enum ('low', 'middle', 'high');
create type odd as enum ('', ' ', 'A', 'a', 'it''s', 'two words', '漢字', 'x,y', '{z}', '"q"');
create type lonely as enum ('one');

create table tickets (
    id integer,
    status status not null default 'new',
    before status,
    severity severity not null,
    history status[] not null default '{}',
    closed_at timestamptz,
    cause text,
    constraint pk_tickets primary key (id),
    constraint ck_tickets_closed_at check ((status in ('closed', 'cancelled')) = (closed_at is not null)),
    constraint ck_tickets_before check (before <> status),
    constraint ck_tickets_cause check (status <> 'cancelled' or cause is not null),
    constraint ck_tickets_severity check (severity >= 'middle' or status <> 'open'),
    constraint ck_tickets_history check (cardinality(history) < 4)
);

create table per_status (
    status status,
    severity severity,
    people integer not null,
    constraint pk_per_status primary key (status, severity)
);

create table by_status (
    status status not null,
    severity severity not null,
    reached boolean not null,
    constraint uq_by_status unique (status),
    constraint fk_by_status foreign key (status, severity) references per_status (status, severity) on delete cascade
);

create table oddities (
    odd odd,
    lonely lonely not null,
    others odd[],
    constraint pk_oddities primary key (odd)
);

create unique index uq_oddities_lonely on oddities (lonely) where others is not null;

-- One open ticket for each severity.
create table queue (
    id integer generated always as identity,
    severity severity not null,
    status status not null,
    constraint pk_queue primary key (id),
    constraint ck_queue_status check (status <> 'cancelled')
);

create unique index uq_queue_open on queue (severity) where status = 'open';

-- A table that the migration fills with all that there can be.
create table levels (
    name text,
    rank integer not null,
    constraint pk_levels primary key (name),
    constraint uq_levels_rank unique (rank),
    constraint ck_levels_name check (name in ('junior', 'senior', 'lead')),
    constraint ck_levels_rank check (rank between 1 and 3)
);

insert into levels (name, rank) values ('junior', 1), ('senior', 2), ('lead', 3);

create table staff (
    id integer,
    level text not null default 'junior',
    wanted text,
    constraint pk_staff primary key (id),
    constraint fk_staff_level foreign key (level) references levels (name),
    constraint fk_staff_wanted foreign key (wanted) references levels (name) on delete set null,
    constraint ck_staff_wanted check (wanted <> level)
);
