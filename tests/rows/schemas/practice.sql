-- Tables as applications have them: several rules at once, about the same columns.

create extension citext;

create domain mail_address as citext
constraint mail_address_check check (value ~ '^[^@]+@[^@]+\.[a-z]+$');

create domain amount as numeric(12, 2) not null default 0
constraint amount_check check (value >= 0);

create type priority as enum ('low', 'mid', 'high');

create table organisations (
    id bigint generated always as identity primary key,
    name text not null unique check (btrim(name) <> ''),
    parent bigint references organisations on delete restrict,
    check (parent is null or parent <> id)
);

create table users (
    id uuid default gen_random_uuid() primary key,
    organisation bigint not null references organisations on delete cascade,
    mail mail_address not null,
    manager uuid,
    created timestamptz not null default now(),
    last_seen timestamptz,
    unique (organisation, mail),
    unique (organisation, id),
    foreign key (organisation, manager) references users (organisation, id) on delete set null (manager),
    check (last_seen >= created)
);

create unique index on users (left(mail::text, 3)) where last_seen is null;

create table projects (
    id uuid default gen_random_uuid() primary key,
    organisation bigint not null references organisations,
    owner uuid not null,
    code varchar(8) not null check (code ~ '^[A-Z]{2,4}-[0-9]{1,3}$'),
    budget amount,
    spent amount,
    starts date not null default current_date,
    ends date,
    unique (organisation, code),
    unique (id, organisation),
    foreign key (organisation, owner) references users (organisation, id) on update cascade,
    check (spent <= budget),
    check (ends > starts)
);

create table tasks (
    project uuid,
    organisation bigint not null,
    number integer check (number >= 1),
    priority priority not null default 'low',
    estimate interval check (estimate > '0'::interval),
    tags text[] not null default '{}' check (array_position(tags, null) is null),
    state text not null default 'todo' check (state in ('todo', 'doing', 'done')),
    started timestamptz,
    primary key (project, number),
    foreign key (project, organisation) references projects (id, organisation) on delete cascade on update cascade,
    check (state <> 'doing' or started is not null)
);

create unique index on tasks (project) where state = 'doing';

create table logs (
    id bigint generated always as identity,
    at timestamptz not null default now(),
    by_user uuid references users on delete set null,
    what jsonb not null check (what ? 'op'),
    primary key (id, at)
) partition by range (at);

create table logs_2024 partition of logs for values from ('2024-01-01') to ('2025-01-01');
create table logs_default partition of logs default;

create table posts (
    id integer primary key,
    author uuid references users on delete set null,
    kind text not null check (kind in ('anonymous', 'named')),
    check ((kind = 'anonymous') = (author is null))
);

-- Its action can never be carried out, and the row says so.
create table strict_posts (
    id integer primary key,
    author uuid not null references users on delete set null
);

create table mails (
    id integer primary key,
    address text unique check (address ~ '^[^@]+@[^@]+$'),
    verified boolean not null default false,
    preferred boolean not null default false,
    owner uuid not null references users,
    check (not preferred or verified)
);

create unique index on mails (owner) where preferred;

create table jobs (
    id bigserial primary key,
    state text not null default 'queued' check (state in ('queued', 'running', 'done')),
    started timestamptz,
    ended timestamptz,
    check ((state = 'queued') = (started is null)),
    check ((state = 'done') = (ended is not null)),
    check (ended >= started)
);

-- All defaults together break its check.
create table bookings (
    id integer primary key,
    debit numeric(12, 2) not null default 0,
    credit numeric(12, 2) not null default 0,
    check (debit >= 0 and credit >= 0 and (debit = 0) <> (credit = 0))
);

create table seats (
    hall integer,
    line integer,
    seat integer,
    booked_by uuid references users,
    primary key (hall, line, seat),
    unique (hall, seat, line)
);

create table networks (
    id integer primary key,
    network cidr not null,
    gateway inet not null,
    check (gateway << network),
    exclude using gist (network inet_ops with &&)
);

create table releases (
    id integer primary key,
    version text not null check (version ~ '^\d+\.\d+\.\d+$'),
    major integer generated always as (split_part(version, '.', 1)::integer) stored,
    unique (major)
);

create table coupons (
    code text primary key check (code = upper(code) and length(code) = 8),
    percent integer check (percent > 0 and percent <= 100),
    reduction numeric(8, 2),
    valid tstzrange not null,
    check ((percent is null) <> (reduction is null)),
    exclude using gist (valid with &&) where (percent = 100)
);

create table colours (
    code char(7) primary key check (code ~ '^#[0-9a-f]{6}$'),
    parts integer[] not null,
    check (array_length(parts, 1) = 3 and 0 <= all (parts) and 255 >= all (parts))
);

create table hashes (
    id integer primary key,
    url text not null check (url ~ '^https?://'),
    digest bytea not null unique check (octet_length(digest) = 32)
);

create table members (
    person uuid references users,
    circle integer,
    role text not null check (role in ('owner', 'member')),
    primary key (person, circle)
);

create unique index on members (circle) where role = 'owner';

create table chains (
    id integer primary key references hashes on delete cascade,
    next integer unique references chains,
    left_id integer references posts,
    right_id integer references strict_posts,
    check (num_nonnulls(left_id, right_id) = 1)
);
