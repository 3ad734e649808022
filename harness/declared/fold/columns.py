"""Columns as the catalog keeps them: what a type implies, and what need not be said because it does."""

from __future__ import annotations

from harness.declared.block.errors import SqlError
from harness.declared.fold.context import Context
from harness.declared.fold.sequences import identity_sequence, serial_sequence
from harness.declared.nodes import (
    ColumnDef,
)
from harness.declared.objects import ColumnState, DomainState, EnumState, TableState, Typed
from harness.declared.record import replace
from harness.declared.tokens import Named
from harness.schema import Name, quoted

_NOBODY = Name("", "")
_MAIN = {"numeric", "inet", "cidr"}
_PLAIN = frozenset(
    """
    integer smallint bigint real boolean date oid xid xid8 cid tid "char" name uuid money macaddr macaddr8 point lseg
    box line circle interval pg_lsn regclass regproc regprocedure regoper regoperator regtype regrole regnamespace
    regconfig regdictionary regcollation oidvector int2vector
    """.split()  # noqa: SIM905 - a list would be twenty lines
)


def column_state(context: Context, said: ColumnDef) -> ColumnState:
    """Return a new column as CREATE TABLE and ADD COLUMN say it, sequences and constraints left out."""
    assert said.type is not None
    kind = context.typed(said.type)
    return ColumnState(
        said.name,
        kind,
        context.at(said.offset),
        not_null=bool(said.not_null) or any(each.kind == "not null" for each in said.constraints),
        default=kept_default(context, kind, said.default.text if said.default else None),
        generated=(said.generated[0].text, said.generated[1]) if said.generated else None,
        collation=collation(context, said.collation),
        storage=storage_of(context, kind, said.storage),
        compression=None if said.compression == "default" else said.compression,
        options=tuple(sorted(f"{name}={value}" for name, value in said.options)),
    )


def kept_default(context: Context, kind: Typed, source: str | None) -> str | None:
    """Return a default as far as the catalog keeps it: NULL only where the type makes a cast of it.

    A length, a precision or a domain does; a bare constant NULL is the same as no default.
    """
    if source is None or source.strip().lower() != "null":
        return source
    coerced = bool(kind.ref.modifiers) or isinstance(context.state.types.get(kind.of or _NOBODY), DomainState)
    return source if coerced and not kind.ref.array else None


def collation(context: Context, named: Named | None) -> str | None:
    """Return a collation as `regcollation` prints it; None for the one that every type has."""
    if named is None:
        return None
    if named.name == "default" and named.schema in {None, "pg_catalog"}:
        return None
    if named.schema not in {None, "pg_catalog"}:
        return f"{quoted(named.schema or '')}.{quoted(named.name)}"
    if named.schema is None:
        for namespace in context.namespaces():
            name = f"{quoted(namespace)}.{quoted(named.name)}"
            if ("collation", name) in context.state.others:
                return name
    return quoted(named.name)


def storage_of(context: Context, kind: Typed, said: str | None) -> str | None:
    """Return how a column is stored where that is not what its type implies."""
    if said is None or said == "default":
        return None
    return None if said.lower() == usual_storage(context, kind) else said.lower()


def usual_storage(context: Context, kind: Typed) -> str:
    """Return how a type's values are stored unless somebody says otherwise."""
    if kind.ref.array:
        return "extended"
    if kind.of is not None:
        found = context.state.types.get(kind.of)
        if isinstance(found, DomainState):
            return usual_storage(context, found.base)
        return "plain" if isinstance(found, EnumState) else "extended"
    name = kind.ref.name.name
    if name in _MAIN:
        return "main"
    plain = name in _PLAIN or name.startswith(("time", "interval", "double"))
    return "plain" if plain else "extended"


def add_column(context: Context, table: TableState, said: ColumnDef, *, merge: bool = False) -> ColumnState:
    """Add a column with its sequence, if it has one, to a table that is safe to change."""
    known = table.columns.get(said.name)
    if known and not (merge and (not known.local or said.type is None)):
        raise SqlError("duplicate_column", f'column "{said.name}" of relation "{table.name.name}" already exists')
    if known:
        merged = _merged(context, known, said)
        table.columns[said.name] = merged
        return merged
    if said.type is None:
        raise SqlError("undefined_column", f'column "{said.name}" does not exist')
    made = column_state(context, said)
    table.columns[said.name] = made
    if said.type.serial:
        sequence = serial_sequence(context, table, said.name, made.type.text)
        default = f"nextval('{_regclass(sequence)}'::regclass)"
        made = replace(made, default=default, not_null=True)
    if said.identity:
        identity_sequence(context, table, said.name, made.type.text, said.identity[1])
        made = replace(made, identity=said.identity[0], not_null=True)
    table.columns[said.name] = made
    return made


def _regclass(name: Name) -> str:
    return f"{quoted(name.namespace)}.{quoted(name.name)}".replace("'", "''")


def _merged(context: Context, known: ColumnState, said: ColumnDef) -> ColumnState:
    """Return an inherited column that the table also declares itself."""
    made = known
    if said.type is not None:
        made = replace(made, local=True)
    if said.default:
        made = replace(made, default=said.default.text)
    if said.not_null:
        made = replace(made, not_null=True)
    if said.generated:
        made = replace(made, generated=(said.generated[0].text, said.generated[1]))
    if said.storage:
        made = replace(made, storage=storage_of(context, made.type, said.storage))
    return replace(made, place=context.at(said.offset))
