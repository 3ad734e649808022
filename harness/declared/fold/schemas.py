"""ALTER SCHEMA … RENAME: every name in the schema changes with it."""

from __future__ import annotations

from harness.declared.block.errors import SqlError
from harness.declared.fold.context import Context
from harness.declared.fold.rename import readdress
from harness.declared.fold.reword import retype
from harness.declared.fold.uses import sequence_literal, uses_sequence
from harness.declared.objects import Address, TableState
from harness.declared.record import replace
from harness.schema import Name, quoted


def rename_schema(context: Context, old: str, new: str) -> None:
    """Give a schema another name, and with it everything that it holds."""
    state = context.state
    if new in state.namespaces:
        raise SqlError("duplicate_schema", f'schema "{new}" already exists')

    def moved(name: Name) -> Name:
        return Name(new, name.name) if name.namespace == old else name

    _move_defaults(context, old, new)
    for kind in [name for name in (*state.types, *state.tables) if name.namespace == old]:
        retype(context, kind, moved(kind))
    state.namespaces.become({new if name == old else name: value for name, value in state.namespaces.items()})
    schema = state.others.pop(("schema", quoted(old)))
    if schema.place[1]:  # the catalog reader leaves out what every database has, whatever it is called by then
        state.others["schema", quoted(new)] = replace(schema, name=quoted(new))
    state.tables.become({moved(name): _table(table, old, new) for name, table in state.tables.items()})
    state.indexes.become({moved(name): moved(table) for name, table in state.indexes.items()})
    state.sequences.become(
        {
            moved(name): replace(
                each,
                name=moved(each.name),
                owned_by=(moved(each.owned_by[0]), each.owned_by[1]) if each.owned_by else None,
            )
            for name, each in state.sequences.items()
        }
    )
    state.types.become({moved(name): replace(each, name=moved(each.name)) for name, each in state.types.items()})
    state.functions.become(
        {
            (moved(name), arguments): replace(each, name=moved(each.name))
            for (name, arguments), each in state.functions.items()
        }
    )
    state.extensions.become(
        {
            name: replace(each, namespace=new) if each.namespace == old else each
            for name, each in state.extensions.items()
        }
    )
    state.edited |= set(state.tables)
    _move_others(context, old, new)
    own: Address | None = ("schema", Name("", new), None) if schema.place[1] else None

    def readdressed(address: Address) -> Address | None:
        if address[:2] == ("schema", Name("", old)):
            return own
        return address[0], moved(address[1]), address[2]

    readdress(context, readdressed)


def _move_defaults(context: Context, old: str, new: str) -> None:
    for name, sequence in context.state.sequences.items():
        if name.namespace != old:
            continue
        for key, table in list(context.state.tables.items()):
            for column in table.columns.values():
                if column.default and uses_sequence(context, column.default, name):
                    literal = sequence_literal(Name(new, sequence.name.name))
                    made = context.state.edit(key)
                    made.columns[column.name] = replace(column, default=f"nextval('{literal}'::regclass)")


def _table(table: TableState, old: str, new: str) -> TableState:
    def moved(name: Name) -> Name:
        return Name(new, name.name) if name.namespace == old else name

    made = table.copied()
    made.name = moved(table.name)
    made.parents = tuple(moved(name) for name in table.parents)
    made.reads = frozenset(moved(name) for name in table.reads)
    made.followed = made.followed or made.reads != table.reads
    for key, constraint in list(made.constraints.items()):
        if constraint.references:
            made.constraints[key] = replace(constraint, references=moved(constraint.references))
    for key, index in list(made.indexes.items()):
        if index.parent:
            made.indexes[key] = replace(index, parent=moved(index.parent))
    for key, trigger in list(made.triggers.items()):
        made.triggers[key] = replace(
            trigger,
            function=moved(trigger.function),
            references=moved(trigger.references) if trigger.references else None,
        )
    return made


def _move_others(context: Context, old: str, new: str) -> None:
    state = context.state
    for key, other in list(state.others.items()):
        if other.namespace != old or other.kind == "schema":
            continue
        prefix = f"{quoted(old)}."
        bare = other.name.removeprefix(prefix) if old != "public" else other.name
        name = f"{quoted(new)}.{bare}".removeprefix("public.")
        del state.others[key]
        state.others[other.kind, name] = replace(other, name=name, namespace=new)
    for key, other in list(state.others.items()):
        if other.table and other.table.namespace == old:
            state.others[key] = replace(other, table=Name(new, other.table.name))
