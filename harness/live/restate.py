"""What the server makes of declared parts: they are made, read back as it prints them, and undone.

Only a server knows how it prints an expression, so it is asked. In a transaction that is rolled back, what stands under
the names of the parts is renamed, and the parts are made under their own names from their authors' words. Whatever else
those words name is the live object, and what is read back needs no rewriting. A part that the server refuses is
reported, and its live twin gets its name back, so that what names it is not refused too.

Names are changed, not namespaces: a new namespace would have the server plan every question anew. What holds no
expression is not made at all: keys, foreign keys and plain indexes cost most of the time, and their fields say it all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import psycopg
from psycopg import sql

from harness.live import catalog
from harness.live.session import Connection
from harness.schema import (
    Domain,
    Exclusion,
    Function,
    Name,
    Part,
    PrimaryKey,
    Schema,
    Table,
    Unique,
    View,
    quoted,
)
from harness.schema import Sequence as SequencePart
from harness.schema.agreement import is_structural, needs_a_server
from harness.schema.write import Stage, Step, steps

_Named = Table | View | Domain | Function | SequencePart

# The rest is compared as it was declared: owners, grants and comments, what is attached to what, what fires.
_STAGES = frozenset({Stage.MADE, Stage.INDEX, Stage.FOREIGN_KEY, Stage.ON_TABLE})

_SET = sql.SQL(
    "select pg_catalog.set_config('search_path', {}, true), pg_catalog.set_config('role', 'none', true),"
    " pg_catalog.set_config('check_function_bodies', 'off', true),"
    " pg_catalog.set_config('client_min_messages', 'warning', true),"
    " pg_catalog.set_config('default_table_access_method', 'heap', true)"
)
_PRINTED = "pg_catalog, pg_temp"  # everything that is not PostgreSQL's own is printed qualified

# What stands under the names that are wanted: relations, types, and functions by the types of their arguments.
_STANDING = sql.SQL(
    """
    select w.at, format('%s %I.%I', case c.relkind
        when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' when 'c' then 'type'
        when 'f' then 'foreign table' when 'i' then 'index' when 'I' then 'index' else 'table' end,
        w.namespace, w.name),
      format('%s %I.harness_aside_%s', case c.relkind
        when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' when 'c' then 'type'
        when 'f' then 'foreign table' when 'i' then 'index' when 'I' then 'index' else 'table' end,
        w.namespace, w.at)
    from wanted w
    join pg_catalog.pg_namespace n on n.nspname = w.namespace
    join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = w.name
    where w.arguments is null
    union all
    select w.at, format('type %I.%I', w.namespace, w.name), format('type %I.harness_aside_%s', w.namespace, w.at)
    from wanted w
    join pg_catalog.pg_namespace n on n.nspname = w.namespace
    join pg_catalog.pg_type t on t.typnamespace = n.oid and t.typname = w.name and t.typrelid = 0
    where w.arguments is null
    union all
    select w.at, format('routine %I.%I(%s)', w.namespace, w.name, w.arguments),
      format('routine %I.harness_aside_%s(%s)', w.namespace, w.at, w.arguments)
    from wanted w
    join pg_catalog.pg_namespace n on n.nspname = w.namespace
    join pg_catalog.pg_proc p on p.pronamespace = n.oid and p.proname = w.name
    where pg_catalog.oidvectortypes(p.proargtypes) = w.arguments
    """
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A declared part that the server would not make, and what it said."""

    part: Part
    sqlstate: str
    message: str


@dataclass(frozen=True, slots=True)
class _Move:
    """A live object that stands in the way of a part, and how it goes aside and comes back."""

    part: Part
    away: str
    back: str


def restated(
    conn: Connection, schema: Schema, changed: Collection[Part], *, search_path: Sequence[str]
) -> tuple[Schema, tuple[Refusal, ...]]:
    """Return the parts of `changed` as the server prints them once it has made them, and those that it refused.

    `changed` holds tables (meant with all that lives in them), views, domains, functions and sequences of `schema`.
    `search_path` is what the author's words were written under. A child that was refused is missing from its table. A
    partition or child of another table is made as a table of its own. Works in autocommit mode and inside an open
    transaction, and leaves no trace; other sessions must not be in the database, because tables are locked.
    """
    wanted = _wanted(schema, changed)
    parts = _parts(wanted)
    todo = [step for step in steps(wanted) if step.stage in _STAGES]
    if not todo:
        return Schema(), ()
    path = ", ".join(quoted(name) for name in search_path)
    with conn.transaction(force_rollback=True):
        moves = _moves(conn, _named(wanted))
        begin = [_SET.format(path).as_string(conn), *_namespaces(parts)]
        refused = _at_once(conn, [*begin, *(move.away for move in moves)], todo)
        if refused is None:
            refused = _one_by_one(conn, begin, moves, todo)
        return _read(conn, _without(wanted, {refusal.part.key for refusal in refused})), tuple(refused)


def _wanted(schema: Schema, changed: Collection[Part]) -> Schema:
    """Return a schema of the changed parts alone, with the sequences that their columns bring along or ask."""
    keys = {part.key for part in changed}
    keyed = any(view.key in keys for view in schema.views)
    tables = tuple(_plain(table, keyed=keyed) for table in schema.tables if table.key in keys)
    columns = {column.identity for table in tables for column in table.columns}
    defaults = "\n".join(str(column.default) for table in tables for column in table.columns if column.default)
    return Schema(
        tables=tables,
        # Filling one could take long, and tells nothing.
        views=tuple(replace(view, populated=False) for view in schema.views if view.key in keys),
        domains=tuple(domain for domain in schema.domains if domain.key in keys),
        functions=tuple(function for function in schema.functions if function.key in keys),
        sequences=tuple(
            sequence
            for sequence in schema.sequences
            if sequence.key in keys
            or not columns.isdisjoint((sequence.owned_by, sequence.identity_of))
            or sequence.name.name in defaults
        ),
    )


def _plain(table: Table, *, keyed: bool) -> Table:
    """Return what a server has to be asked of a table, which has from itself what it has from its parents.

    A view can group by a primary key and show what depends on it: for views the keys are `keyed`.
    """
    return replace(
        table,
        parents=(),
        partition_bound=None,
        columns=tuple(replace(column, inherited=False) for column in table.columns),
        constraints=tuple(
            replace(constraint, inherited=False)
            for constraint in table.constraints
            if not is_structural(constraint) or (keyed and isinstance(constraint, PrimaryKey))
        ),
        indexes=tuple(replace(index, parent=None, valid=True) for index in table.indexes if needs_a_server(index)),
    )


def _parts(wanted: Schema) -> list[_Named]:
    return [*wanted.tables, *wanted.views, *wanted.domains, *wanted.functions, *wanted.sequences]


def _relations(wanted: Schema) -> list[Table | View]:
    return [*wanted.tables, *wanted.views]


def _named(wanted: Schema) -> list[tuple[Part, Name, str | None]]:
    """Return everything that will be made under a name of its own; functions are told apart by their arguments too."""
    found: list[tuple[Part, Name, str | None]] = [
        (part, part.name, part.arguments if isinstance(part, Function) else None) for part in _parts(wanted)
    ]
    indexes = chain.from_iterable(relation.indexes for relation in _relations(wanted))
    found += [(index, index.name, None) for index in indexes if not index.constraint]
    for table in wanted.tables:
        indexed = (part for part in table.constraints if isinstance(part, PrimaryKey | Unique | Exclusion))
        found += [(part, Name(table.name.namespace, part.name), None) for part in indexed]
    return found


def _namespaces(parts: Iterable[_Named]) -> Iterator[str]:
    for namespace in sorted({part.name.namespace for part in parts} - {"public"}):
        yield f"create schema if not exists {quoted(namespace)}"


def _moves(conn: Connection, named: Sequence[tuple[Part, Name, str | None]]) -> list[_Move]:
    rows = sql.SQL(", ").join(
        sql.SQL("({}::int, {}, {}, {}::text)").format(at, name.namespace, name.name, arguments)
        for at, (_, name, arguments) in enumerate(named)
    )
    ask = sql.SQL("with wanted (at, namespace, name, arguments) as (values {}) {}").format(rows, _STANDING)
    with conn.cursor() as cursor:
        cursor.execute(sql.SQL("{}; {}").format(_SET.format(_PRINTED), ask))
        cursor.nextset()
        return [
            _Move(
                named[at][0],
                f"alter {here} rename to harness_aside_{at}",
                f"alter {there} rename to {quoted(named[at][1].name)}",
            )
            for at, here, there in cursor.fetchall()
        ]


def _at_once(conn: Connection, begin: Iterable[str], todo: Iterable[Step]) -> list[Refusal] | None:
    """Make everything in one round trip; return no refusals, or None where something was refused."""
    script = [*begin, *(statement for step in todo for statement in step.statements)]
    try:
        with conn.transaction():
            conn.execute(_script(script))
    except psycopg.Error:
        if conn.broken:
            raise
        return None
    return []


def _one_by_one(conn: Connection, begin: Iterable[str], moves: Iterable[_Move], todo: Iterable[Step]) -> list[Refusal]:
    """Make each part in a savepoint of its own; what lives in a refused part is passed over."""
    conn.execute(_script(begin))
    refusals: dict[tuple[str, str], Refusal] = {}
    moved: dict[tuple[str, str], list[str]] = defaultdict(list)
    for move in moves:
        if error := _refused(conn, [move.away]):
            refusals.setdefault(move.part.key, _refusal(move.part, error))
        else:
            moved[move.part.key].append(move.back)
    gone = {refusal.part.identity for refusal in refusals.values()}
    for step in todo:
        if step.part.key in refusals or str(getattr(step.part, "table", "")) in gone:
            continue
        if error := _refused(conn, step.statements):
            refusals[step.part.key] = _refusal(step.part, error)
            gone.add(step.part.identity)
            _refused(conn, moved[step.part.key])
    return list(refusals.values())


def _refused(conn: Connection, statements: Iterable[str]) -> psycopg.Error | None:
    """Run statements in a savepoint; return the error that undid them."""
    try:
        with conn.transaction():
            conn.execute(_script(statements))
    except psycopg.Error as error:
        if conn.broken:
            raise
        return error
    return None


def _refusal(part: Part, error: psycopg.Error) -> Refusal:
    return Refusal(part, error.sqlstate or "", error.diag.message_primary or str(error))


def _script(statements: Iterable[str]) -> bytes:
    """Join statements; each ends on a line of its own, because an author's last line may be a comment."""
    return "\n;\n".join(statements).encode()


def _without(wanted: Schema, refused: set[tuple[str, str]]) -> Schema:
    """Return what was made; under the name of a refused part stands its live twin."""
    if not refused:
        return wanted
    return replace(
        wanted,
        tables=tuple(table for table in wanted.tables if table.key not in refused),
        views=tuple(view for view in wanted.views if view.key not in refused),
        domains=tuple(domain for domain in wanted.domains if domain.key not in refused),
        functions=tuple(function for function in wanted.functions if function.key not in refused),
        sequences=tuple(sequence for sequence in wanted.sequences if sequence.key not in refused),
    )


def _read(conn: Connection, wanted: Schema) -> Schema:
    relations = [part.name for part in _relations(wanted)]
    kinds = [
        *(["tables", "constraints", "policies"] if wanted.tables else []),
        *(["views"] if wanted.views else []),
        *(["columns", "indexes", "triggers"] if relations else []),
        *(["domains"] if wanted.domains else []),
        *(["sequences"] if wanted.sequences else []),
        *(["functions"] if wanted.functions else []),
        *(["aggregates"] if any(function.flavour == "aggregate" for function in wanted.functions) else []),
    ]
    if not kinds:  # all were refused
        return Schema()
    found = catalog.read_relations(conn, relations, kinds)
    keys = {part.key for part in _parts(wanted)}
    return replace(
        found,
        domains=tuple(domain for domain in found.domains if domain.key in keys),
        functions=tuple(function for function in found.functions if function.key in keys),
        sequences=tuple(sequence for sequence in found.sequences if sequence.key in keys),
    )
