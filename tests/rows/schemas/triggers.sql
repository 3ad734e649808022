-- Triggers that keep times of change, fill in values, and refuse rows.
-- undecided: shifts.ck_shifts_day: a day next to its bound is a sunday

create function touch() returns trigger language plpgsql as $$
begin
    new.updated_at := now();
    return new;
end
$$;

create function touch_clock() returns trigger language plpgsql as $$
begin
    new.modified_at = clock_timestamp();
    return new;
end
$$;

create function refuse_sunday() returns trigger language plpgsql as $$
begin
    if extract(isodow from new.day) = 7 then
        raise exception 'no work on sundays' using errcode = 'P0001';
    end if;
    return new;
end
$$;

create function lower_mail() returns trigger language plpgsql as $$
begin
    new.mail := lower(new.mail);
    return new;
end
$$;

create function keep() returns trigger language plpgsql as $$
begin
    raise exception 'rows are never deleted';
end
$$;

create function note_change() returns trigger language plpgsql as $$
begin
    insert into changes (what) values (tg_table_name || ' ' || tg_op);
    return null;
end
$$;

create table changes (
    id bigint generated always as identity,
    what text not null,
    constraint pk_changes primary key (id)
);

create table touched (
    id integer,
    body text,
    updated_at timestamptz not null default now(),
    constraint pk_touched primary key (id)
);

create trigger tr_touched before update on touched for each row execute function touch();

create table touched_when (
    id integer,
    body text,
    other text,
    updated_at timestamptz not null default now(),
    constraint pk_touched_when primary key (id)
);

create trigger tr_touched_when before update on touched_when
for each row when (old.* is distinct from new.*) execute function touch();

create table touched_of (
    id integer,
    other text,
    body text,
    modified_at timestamptz,
    constraint pk_touched_of primary key (id),
    constraint ck_touched_of_body check (body <> '')
);

create trigger tr_touched_of before update of body on touched_of for each row execute function touch_clock();

create table shifts (
    id integer,
    day date not null,
    person text not null,
    constraint pk_shifts primary key (id),
    constraint uq_shifts unique (day, person),
    constraint ck_shifts_day check (day >= '2000-01-01')
);

create trigger tr_shifts before insert or update on shifts for each row execute function refuse_sunday();

create table accounts (
    id integer,
    mail text not null,
    constraint pk_accounts primary key (id),
    constraint uq_accounts_mail unique (mail),
    constraint ck_accounts_mail check (mail like '%@%')
);

create trigger tr_accounts before insert or update on accounts for each row execute function lower_mail();

create table ledger (
    id integer,
    amount integer not null,
    constraint pk_ledger primary key (id),
    constraint ck_ledger_amount check (amount <> 0)
);

create trigger tr_ledger_keep before delete on ledger for each row execute function keep();
create trigger tr_ledger_note after insert or update on ledger for each row execute function note_change();

create table off (
    id integer,
    updated_at timestamptz not null default now(),
    constraint pk_off primary key (id)
);

create trigger tr_off before update on off for each row execute function touch();
alter table off disable trigger tr_off;
