"""A database of many tables with every common kind of object on them, as one SQL text."""

from __future__ import annotations

from collections.abc import Iterator

_ENUMS_PER_TABLE = 10  # one enum, domain, function and view for so many tables
_TYPES = (
    "integer",
    "bigint",
    "numeric(12, 2)",
    "text",
    "varchar(80)",
    "boolean",
    "date",
    "timestamptz(3)",
    "jsonb",
    "uuid",
    "text[]",
    "double precision",
    "interval",
    "inet",
    "bytea",
    "int4range",
)
_DEFAULTS = {
    "integer": "0",
    "text": "''",
    "boolean": "false",
    "timestamptz(3)": "now()",
    "jsonb": "'{}'::jsonb",
    "uuid": "gen_random_uuid()",
    "text[]": "'{}'",
    "interval": "interval '1 day'",
}


def database(tables: int) -> str:
    """Return the SQL that makes a database of so many tables, `table_0000` the first, in one implicit transaction."""
    groups = range((tables + _ENUMS_PER_TABLE - 1) // _ENUMS_PER_TABLE)
    parts = [*(_types(number) for number in groups), *(_table(number) for number in range(tables))]
    views = (_view(number * _ENUMS_PER_TABLE) for number in groups)
    return "\n".join((*parts, *views))


def _types(number: int) -> str:
    return f"""
create type kind_{number:03} as enum ('new', 'open', 'it''s done', 'kept_{number}');
comment on type kind_{number:03} is 'How far a thing of group {number} has come.';
create domain amount_{number:03} as numeric(14, {number % 5}) default 0
    constraint amount_{number:03}_is_not_negative check (value >= 0);
create function touch_{number:03}() returns trigger language plpgsql as $$
begin
    new.updated_at := clock_timestamp(); -- group {number};
    return new;
end
$$;
"""


def _table(number: int) -> str:
    name, group = f"table_{number:04}", number // _ENUMS_PER_TABLE
    columns = ",\n    ".join(_columns(number, group))
    return f"""
create table {name} (
    {columns},
    constraint {name}_pkey primary key (id),
    constraint {name}_code_key unique (code, kind),
    constraint {name}_parent_fkey foreign key (parent_id) references table_{number // 2:04} (id) on delete cascade,
    constraint {name}_rank_is_in_range check (rank between 0 and {100 + number}),
    constraint {name}_code_has_a_form check (code ~ '^[a-z]{{1,{5 + number % 9}}}$' and length(code) > 0)
);
create index {name}_parent_id_idx on {name} (parent_id);
create index {name}_open_idx on {name} (rank desc, updated_at) include (code) where kind <> 'it''s done';
create index {name}_code_lower_idx on {name} (lower(code) text_pattern_ops);
create trigger {name}_touch before update on {name} for each row execute function touch_{group:03}();
comment on table {name} is 'Things of group {group}; the {number}th kind of them.';
comment on column {name}.rank is 'Where it stands; 0 is the first.';
comment on constraint {name}_rank_is_in_range on {name} is 'Beyond {100 + number} nobody looks.';
grant select on {name} to public;
"""


def _columns(number: int, group: int) -> Iterator[str]:
    yield "id bigint generated always as identity"
    yield "parent_id bigint"
    yield "code varchar(40) not null"
    yield f"kind kind_{group:03} not null default 'new'"
    yield f"amount amount_{group:03}"
    yield "rank integer not null default 0"
    yield "double_rank integer generated always as (rank * 2) stored"
    yield "updated_at timestamptz not null default now()"
    for place in range(number % 6 + 2):
        type_ = _TYPES[(number + place * 3) % len(_TYPES)]
        default = f" default {_DEFAULTS[type_]}" if type_ in _DEFAULTS else ""
        yield f"extra_{place} {type_}{' not null' if (number + place) % 3 == 0 else ''}{default}"


def _view(number: int) -> str:
    name = f"table_{number:04}"
    return f"""
create view open_{number:04} as
select {name}.id, {name}.code, parent.code as parent_code
from {name}
left join table_{number // 2:04} as parent on parent.id = {name}.parent_id
where {name}.kind = 'open';
comment on view open_{number:04} is 'What is open in {name}.';
"""
