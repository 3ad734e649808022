"""DROP: what goes along without a word, what only CASCADE takes, and what else is left changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from harness.declared.block.errors import SqlError
from harness.declared.fold.context import Context
from harness.declared.fold.drop.kinds import of_extension, of_function, of_schema, of_type
from harness.declared.fold.drop.others import of_other
from harness.declared.fold.drop.relations import of_column, of_constraint, of_index, of_sequence, of_table
from harness.declared.fold.drop.removal import REMOVERS
from harness.declared.fold.drop.things import Dependent, Thing
from harness.declared.nodes import DependsOn
from harness.declared.record import replace
from harness.schema import Name


def drop(context: Context, things: list[Thing], *, cascade: bool) -> None:
    """Drop things and what depends on them; raise where that needs CASCADE."""
    doomed = dict.fromkeys(things)
    needs: list[tuple[Thing, Thing]] = []
    queue = list(things)
    while queue:
        thing = queue.pop(0)
        if thing.kind == "other" and not cascade:
            continue  # without CASCADE it goes only where nothing depends on it
        for dependent in _DEPENDENTS.get(thing.kind, _none)(context, thing):
            if dependent.thing in doomed:
                continue
            if dependent.auto or cascade:
                doomed[dependent.thing] = None
                queue.append(dependent.thing)
            else:
                needs.append((dependent.thing, thing))
    left = [(one, other) for one, other in needs if one not in doomed and not _within(one, doomed)]
    if left:
        one, other = (_shown(context, thing) for thing in left[0])
        raise SqlError("dependent_objects_still_exist", f"{one} depends on {other}")
    for thing in reversed(doomed):
        REMOVERS[thing.kind](context, thing)


def _shown(context: Context, thing: Thing) -> str:
    """Return a thing as PostgreSQL's messages name it: tables and views are dropped alike, and named apart."""
    table = context.state.tables.get(thing.name) if thing.kind == "table" else None
    return str(replace(thing, kind=table.kind) if table else thing)


def depend(context: Context, key: tuple[str, Name, str], said: DependsOn) -> None:
    """Note that something goes with an extension, or no longer."""
    known = context.state.depends.get(key, frozenset())
    context.state.depends[key] = known - {said.extension} if said.no else known | {said.extension}


def _within(thing: Thing, doomed: dict[Thing, None]) -> bool:
    """Say whether what holds a thing goes anyway."""
    if thing.kind == "default" and Thing("column", thing.name, thing.part) in doomed:
        return True
    return any(Thing(kind, thing.name) in doomed for kind in ("table", "view"))


def _none(_: Context, __: Thing) -> Iterator[Dependent]:
    return iter(())


_DEPENDENTS: dict[str, Callable[[Context, Thing], Iterator[Dependent]]] = {
    "table": of_table,
    "column": of_column,
    "constraint": of_constraint,
    "index": of_index,
    "sequence": of_sequence,
    "type": of_type,
    "function": of_function,
    "schema": of_schema,
    "extension": of_extension,
    "other": of_other,
}
