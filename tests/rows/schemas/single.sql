-- Tables of one row, of one column, of none, of a hundred; and of names that are easily taken for something else.

create table settings (
    id boolean default true,
    title text not null,
    constraint pk_settings primary key (id),
    constraint ck_settings_id check (id)
);

create table one_row (
    title text not null,
    size integer default 3,
    constraint ck_one_row_size check (size between 1 and 9)
);

create unique index uq_one_row on one_row ((true));

create table numbered_row (
    id integer default 1,
    value text,
    constraint pk_numbered_row primary key (id),
    constraint ck_numbered_row_id check (id = 1)
);

create table one_column (
    only_one text not null
);

create table one_key (
    id integer generated always as identity,
    constraint pk_one_key primary key (id)
);

create table no_columns ();

create unlogged table unlogged (
    id integer,
    body text not null,
    constraint pk_unlogged primary key (id),
    constraint ck_unlogged_body check (body <> '')
);

-- Names that the harness itself might use.
create table words (
    value integer,
    n integer not null,
    v text not null,
    given text,
    harness text not null,
    harness_1 integer,
    row_values jsonb,
    constraint pk_words primary key (value),
    constraint uq_words_n_v unique (n, v),
    constraint ck_words_value check (value > n),
    constraint ck_words_v check (v <> given),
    constraint ck_words_harness check (harness in ('value', 'n', 'given')),
    constraint fk_words_harness_1 foreign key (harness_1) references words (value)
);

do $$
begin
    execute (
        select 'create table wide (' || string_agg(format('c%s %s', n, kind), ', ' order by n)
            || ', constraint pk_wide primary key (c1), constraint ck_wide check (c2 < c100))'
        from (
            select n, (array['text', 'integer not null', 'date', 'numeric(8,2) default 0', 'integer'])[n % 5 + 1] as kind
            from generate_series(1, 99) as n
            union all
            select 100, 'date'
        ) as columns
    );
exception when others then
    raise;
end
$$;
