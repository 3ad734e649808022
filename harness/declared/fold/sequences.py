"""Sequences: those that somebody makes, and those of serial and identity columns."""

from __future__ import annotations

from typing import Any

from harness.declared import names
from harness.declared.block.errors import SqlError
from harness.declared.fold.context import Context
from harness.declared.nodes import (
    CreateSequence,
    SequenceOptions,
)
from harness.declared.objects import Place, SequenceState, TableState
from harness.declared.record import replace
from harness.declared.tokens import Named
from harness.schema import Name

_LIMITS = {"smallint": 2**15 - 1, "integer": 2**31 - 1, "bigint": 2**63 - 1}


def _limits(kind: str, increment: int, *, identity: bool) -> tuple[int, int]:
    most = _LIMITS.get(kind)
    if most is None:
        of = "identity column type" if identity else "sequence type"
        raise SqlError("invalid_parameter_value", f"{of} must be smallint, integer, or bigint")
    return (1, most) if increment > 0 else (-most - 1, -1)


def new_sequence(
    context: Context,
    name: Name,
    said: SequenceOptions,
    place: Place,
    *,
    persistence: Any = "permanent",
    kind: str = "bigint",
    owned_by: tuple[Name, str] | None = None,
    identity: bool = False,
) -> Name:
    """Make a sequence with PostgreSQL's defaults where nothing is said."""
    if said.type is not None:
        kind = context.typed(said.type).text
    made = SequenceState(
        name, context.owner, place, type=kind, owned_by=owned_by, identity=identity, persistence=persistence
    )
    increment = said.increment or 1
    low, high = _limits(kind, increment, identity=identity)
    made = replace(made, increment=increment, minimum=low, maximum=high)
    context.state.sequences[name] = _with(context, made, said, new=True)
    return name


def _with(context: Context, state: SequenceState, said: SequenceOptions, *, new: bool = False) -> SequenceState:
    low, high = _limits(state.type, state.increment, identity=state.identity)
    made = state
    if said.minimum is not None:
        made = replace(made, minimum=low if said.minimum == "none" else said.minimum)
    if said.maximum is not None:
        made = replace(made, maximum=high if said.maximum == "none" else said.maximum)
    if said.start is not None:
        made = replace(made, start=said.start)
    elif new:
        made = replace(made, start=made.minimum if made.increment > 0 else made.maximum)
    if said.cache is not None:
        made = replace(made, cache=said.cache)
    if said.cycle is not None:
        made = replace(made, cycle=said.cycle)
    if said.persistence is not None:
        made = replace(made, persistence=said.persistence)  # one of the two words
    if said.owned_by is not None:
        made = replace(made, owned_by=owner_column(context, said.owned_by))
    return made


def owner_column(context: Context, parts: tuple[str, ...]) -> tuple[Name, str] | None:
    """Return the column that OWNED BY names; None for NONE."""
    if parts == ("none",):
        return None
    if len(parts) == 1:
        raise SqlError("syntax_error", "invalid OWNED BY option")
    table = context.table(Named(parts[-3] if len(parts) > 2 else None, parts[-2]))  # noqa: PLR2004 - schema, table, column
    if parts[-1] not in context.state.tables[table].columns:
        raise SqlError("undefined_column", f'column "{parts[-1]}" does not exist')
    return table, parts[-1]


def altered(context: Context, name: Name, said: SequenceOptions) -> None:
    """Change a sequence as ALTER SEQUENCE does; new limits follow a new type where the old were the old type's."""
    state = context.state.sequences[name]
    if said.type is not None and (kind := context.typed(said.type).text) != state.type:
        old = _limits(state.type, state.increment, identity=state.identity)
        new = _limits(kind, state.increment, identity=state.identity)
        state = replace(
            state,
            type=kind,
            minimum=new[0] if state.minimum == old[0] else state.minimum,
            maximum=new[1] if state.maximum == old[1] else state.maximum,
        )
    if said.increment is not None:
        state = replace(state, increment=said.increment)
    context.state.sequences[name] = _with(context, state, said)


def _free_name(context: Context, table: TableState, column: str) -> Name:
    namespace = table.name.namespace
    name = names.chosen(
        table.name.name, column, "seq", lambda name: context.state.relation_taken(Name(namespace, name))
    )
    return Name(namespace, name)


def serial_sequence(context: Context, table: TableState, column: str, kind: str) -> Name:
    """Make the sequence of a serial column."""
    name = _free_name(context, table, column)
    return new_sequence(
        context,
        name,
        SequenceOptions(),
        context.place,
        kind=kind,
        owned_by=(table.name, column),
        persistence=table.persistence,
    )


def identity_sequence(
    context: Context, table: TableState, column: str, kind: str, said: SequenceOptions | None
) -> Name:
    """Make the sequence of an identity column."""
    said = said or SequenceOptions()
    name = _free_name(context, table, column)
    if said.name:
        name = Name(said.name.schema or table.name.namespace, said.name.name)
    return new_sequence(
        context,
        name,
        said,
        context.place,
        kind=kind,
        owned_by=(table.name, column),
        identity=True,
        persistence=table.persistence,
    )


def create_sequence(context: Context, said: CreateSequence) -> None:
    if context.made_temporary(said.name, temporary=said.persistence == "temporary"):
        return
    name = context.home(said.name)
    if context.state.relation_taken(name):
        if said.if_not_exists:
            return
        raise SqlError("duplicate_table", f'relation "{name.name}" already exists')
    new_sequence(context, name, said.options, context.at(said.offset), persistence=said.persistence)
