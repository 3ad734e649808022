-- CHECK constraints of many shapes.
-- undecided: arithmetic.area: no product of two positive numbers is negative
-- undecided: comparisons.ends_on: there is no number of days to infinity
-- undecided: comparisons.ends_at: nothing begins less than a day before the end of time

create table comparisons (
    id integer,
    low integer not null,
    high integer not null,
    middle integer,
    rate numeric(5, 2) not null,
    share real,
    begins_on date not null,
    ends_on date,
    begins_at timestamptz not null,
    ends_at timestamptz,
    opens time not null,
    closes time not null,
    constraint pk_comparisons primary key (id),
    constraint ck_comparisons_low check (low >= 0),
    constraint ck_comparisons_high check (high > low),
    constraint ck_comparisons_middle check (middle between low and high),
    constraint ck_comparisons_rate check (rate between 0 and 100),
    constraint ck_comparisons_share check (share >= 0.0 and share <= 1.0),
    constraint ck_comparisons_ends_on check (ends_on >= begins_on),
    constraint ck_comparisons_longest check (ends_on - begins_on <= 30),
    constraint ck_comparisons_ends_at check (ends_at > begins_at and ends_at <= begins_at + interval '1 day'),
    constraint ck_comparisons_closes check (opens < closes)
);

create table lists (
    id integer,
    status text not null,
    state text,
    grade char(1),
    weekday integer not null,
    not_zero integer,
    country varchar(2) not null,
    constraint pk_lists primary key (id),
    constraint ck_lists_status check (status in ('new', 'open', 'closed')),
    constraint ck_lists_state check (state = any (array['a', 'b'])),
    constraint ck_lists_grade check (grade in ('A', 'B', 'C')),
    constraint ck_lists_weekday check (weekday not in (6, 7) and weekday between 1 and 7),
    constraint ck_lists_not_zero check (not_zero <> 0),
    constraint ck_lists_country check (country <> all (array['XX', 'ZZ']))
);

create table texts (
    id integer,
    code text not null,
    phone text,
    email text not null,
    slug varchar(40) not null,
    title text not null,
    initials text,
    prefix text,
    lowercase text not null,
    trimmed text,
    word text,
    polite text,
    letters text,
    constraint pk_texts primary key (id),
    constraint ck_texts_code check (code like 'AB-%'),
    constraint ck_texts_phone check (phone ~ '^\+[1-9][0-9]{6,14}$'),
    constraint ck_texts_email check (email ~* '^[a-z0-9._]+@[a-z0-9.]+\.[a-z]{2,}$'),
    constraint ck_texts_slug check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    constraint ck_texts_title check (length(title) between 1 and 80),
    constraint ck_texts_initials check (char_length(initials) = 2),
    constraint ck_texts_prefix check (left(prefix, 1) = '/'),
    constraint ck_texts_lowercase check (lowercase = lower(lowercase)),
    constraint ck_texts_trimmed check (trimmed = btrim(trimmed) and trimmed <> ''),
    constraint ck_texts_word check (word !~ '\s'),
    constraint ck_texts_polite check (polite not ilike 'no%' and polite <> ''),
    constraint ck_texts_letters check (letters similar to '(a|b)+')
);

create table arithmetic (
    id integer,
    width integer not null,
    height integer not null,
    area integer,
    net numeric(10, 2) not null,
    tax numeric(10, 2) not null,
    gross numeric(10, 2) not null,
    even_number integer,
    percent double precision,
    code text,
    constraint pk_arithmetic primary key (id),
    constraint ck_arithmetic_sides check (width > 0 and height > 0),
    constraint ck_arithmetic_area check (area = width * height),
    constraint ck_arithmetic_gross check (gross = net + tax),
    constraint ck_arithmetic_even check (even_number % 2 = 0),
    constraint ck_arithmetic_percent check (round(percent::numeric, 1) = percent::numeric),
    constraint ck_arithmetic_code check (code::integer > 10)
);

create table choices (
    id integer,
    kind text not null,
    amount integer,
    note text,
    mail text,
    phone text,
    paid boolean not null,
    paid_at timestamptz,
    cancelled_at timestamptz,
    reason text,
    priority integer,
    constraint pk_choices primary key (id),
    constraint ck_choices_kind check (case kind when 'gift' then amount is null when 'sale' then amount > 0 else false end),
    constraint ck_choices_note check (case when amount > 100 then note is not null else true end),
    constraint ck_choices_contact check (mail is not null or phone is not null),
    constraint ck_choices_paid check (paid = (paid_at is not null)),
    constraint ck_choices_once check (num_nonnulls(paid_at, cancelled_at) <= 1),
    constraint ck_choices_reason check ((cancelled_at is null) = (reason is null)),
    constraint ck_choices_priority check (coalesce(priority, 0) between 0 and 5),
    constraint ck_choices_distinct check (mail is distinct from phone)
);

create table nested (
    id integer,
    a integer,
    b integer,
    c integer not null,
    d text,
    e boolean,
    constraint pk_nested primary key (id),
    constraint ck_nested_one check (not (a > 0 and (b < 0 or c = 5))),
    constraint ck_nested_two check ((d = 'x' and a is not null) or (d = 'y' and (b is not null or c > 0)) or d is null),
    constraint ck_nested_three check (e is true or c <> 3 or not (a between 1 and 10)),
    constraint ck_nested_four check (a is null or b is null or a < b)
);

create table documents (
    id integer,
    body jsonb not null,
    tags text[] not null default '{}',
    scores integer[],
    settings jsonb,
    raw json,
    constraint pk_documents primary key (id),
    constraint ck_documents_body check (jsonb_typeof(body) = 'object'),
    constraint ck_documents_body_name check (body ? 'name'),
    constraint ck_documents_tags check (cardinality(tags) <= 5),
    constraint ck_documents_tags_known check (tags <@ array['red', 'green', 'blue']),
    constraint ck_documents_scores check (0 < all (scores) and array_length(scores, 1) = 3),
    constraint ck_documents_settings check (settings @> '{"version": 1}' and (settings ->> 'size')::integer > 0),
    constraint ck_documents_raw check (json_typeof(raw) in ('array', 'object'))
);

create table times (
    id integer,
    month date not null,
    born date,
    quarter integer not null,
    at_work timestamptz,
    length interval not null,
    years integer not null,
    period daterange not null,
    hours int4range,
    constraint pk_times primary key (id),
    constraint ck_times_month check (extract(day from month) = 1),
    constraint ck_times_born check (born >= date '1900-01-01' and born < date '2100-01-01'),
    constraint ck_times_quarter check (quarter between 1 and 4),
    constraint ck_times_length check (length > interval '0' and length <= interval '8 hours'),
    constraint ck_times_years check (years >= 2000 and years < 2100),
    constraint ck_times_period check (not isempty(period) and lower(period) is not null),
    constraint ck_times_hours check (hours <@ int4range(0, 24))
);

create table parent_check (
    id integer,
    size integer not null,
    weight integer not null,
    constraint pk_parent_check primary key (id),
    constraint ck_parent_check_size check (size > 10) no inherit,
    constraint ck_parent_check_weight check (weight > 0)
);

create table child_check (
    colour text not null,
    constraint ck_child_check_colour check (colour in ('red', 'blue')),
    constraint pk_child_check primary key (id)
) inherits (parent_check);
