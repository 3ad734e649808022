"""What depends on a table, and on what a table has: columns, constraints, indexes; and on a sequence."""

from __future__ import annotations

from collections.abc import Iterator

from harness.declared.expressions import columns_in, mentioned
from harness.declared.fold.context import Context
from harness.declared.fold.drop.kinds import of_type
from harness.declared.fold.drop.things import Dependent, Thing, bare_names, by_body, mentions
from harness.declared.fold.uses import uses_sequence, view_uses
from harness.declared.objects import ConstraintState, TableState
from harness.schema import Name


def of_table(context: Context, thing: Thing) -> Iterator[Dependent]:
    for key, table in context.state.tables.items():
        if key != thing.name:
            yield from _of_table_in(context, thing.name, key, table)
    for name, sequence in context.state.sequences.items():
        if sequence.owned_by and sequence.owned_by[0] == thing.name:
            yield Dependent(Thing("sequence", name), auto=True)
    for (kind, label), other in context.state.others.items():
        if other.table == thing.name:
            yield Dependent(Thing("other", Name(kind, label)), auto=True)
    yield from of_type(context, Thing("type", thing.name))
    yield from by_body(context, {thing.name})


def _of_table_in(context: Context, name: Name, key: Name, table: TableState) -> Iterator[Dependent]:
    """Yield what another table or view has that depends on a table: the whole of it, or parts."""
    if name in table.reads:
        yield Dependent(Thing("table", key))
    if name in table.parents:
        yield Dependent(Thing("table", key), auto=table.bound is not None)
    for constraint in table.constraints.values():
        if constraint.references == name:
            yield Dependent(Thing("constraint", key, constraint.name))
    for policy in table.policies.values():
        texts = [each.text for each in (policy.said.using, policy.said.check) if each]
        if any(mentions(context, text, name) for text in texts):
            yield Dependent(Thing("policy", key, policy.said.name))
    for label, rule in table.rules.items():
        if mentions(context, rule.definition, name):
            yield Dependent(Thing("rule", key, label))


def of_column(context: Context, thing: Thing) -> Iterator[Dependent]:
    table = context.state.tables[thing.name]
    yield from _keys_on(table, thing)
    yield from _generated_from(table, thing)
    yield from _behaviour_on(table, thing)
    for key, table in context.state.tables.items():
        yield from _of_column_in(context, thing, key, table)
    for (function, arguments), state in context.state.functions.items():
        said = state.said
        if said and said.code is None and _reads(context, said.body.text, thing):
            yield Dependent(Thing("function", function, arguments))
    for name, sequence in context.state.sequences.items():
        if sequence.owned_by == (thing.name, thing.part):
            yield Dependent(Thing("sequence", name), auto=True)
    for (kind, label), statistics in context.state.others.items():
        if statistics.table == thing.name and columns_in(statistics.definition, (thing.part,)):
            yield Dependent(Thing("other", Name(kind, label)), auto=kind == "statistics")


def _keys_on(table: TableState, thing: Thing) -> Iterator[Dependent]:
    """Yield the constraints and indexes of a table that go with one of its columns."""
    columns = tuple(table.columns)
    for constraint in table.constraints.values():
        if thing.part in {*constraint.said.columns, *constraint.reads, *constraint.said.include}:
            yield Dependent(Thing("constraint", thing.name, constraint.name), auto=True)
    for index in table.indexes.values():
        if thing.part in index.reads(columns):
            kind = "constraint" if index.constraint else "index"
            yield Dependent(Thing(kind, thing.name, index.constraint or index.name), auto=True)


def _generated_from(table: TableState, thing: Thing) -> Iterator[Dependent]:
    columns = tuple(table.columns)
    for column in table.columns.values():
        if column.generated and thing.part in columns_in(column.generated[0], columns):
            yield Dependent(Thing("column", thing.name, column.name))


def _behaviour_on(table: TableState, thing: Thing) -> Iterator[Dependent]:
    """Yield the triggers and policies of a table that read one of its columns."""
    columns = tuple(table.columns)
    for trigger in table.triggers.values():
        read = bare_names(trigger.said.when.text) if trigger.said.when else set()
        if thing.part in {*trigger.said.columns, *read}:
            yield Dependent(Thing("trigger", thing.name, trigger.said.name))
    for policy in table.policies.values():
        read = {
            name for each in (policy.said.using, policy.said.check) if each for name in columns_in(each.text, columns)
        }
        if thing.part in read:
            yield Dependent(Thing("policy", thing.name, policy.said.name))


def _of_column_in(context: Context, thing: Thing, key: Name, table: TableState) -> Iterator[Dependent]:
    """Yield what any table or view has that depends on a column from without: a reference, a query, a rule."""
    for constraint in table.constraints.values():
        if constraint.references == thing.name and thing.part in constraint.said.referenced:
            yield Dependent(Thing("constraint", key, constraint.name))
    if thing.name in table.reads and (thing.name, thing.part) in view_uses(context, table):
        yield Dependent(Thing("table", key))
    for name, rule in table.rules.items():
        if _reads(context, rule.definition, thing):
            yield Dependent(Thing("rule", key, name))


def _reads(context: Context, text: str, thing: Thing) -> bool:
    """Say whether a text mentions a column and its table."""
    return mentions(context, text, thing.name) and thing.part in bare_names(text)


def of_constraint(context: Context, thing: Thing) -> Iterator[Dependent]:
    constraint = context.state.tables[thing.name].constraints.get(thing.part)
    if constraint is not None and constraint.said.kind == "foreign key":
        yield from _foreign_clones(context, thing.name, constraint)
    if constraint is None or constraint.index is None:
        return
    if constraint.said.kind == "primary key":
        for key, view in context.state.tables.items():
            if thing.name in view.reads and _groups_by(view.query, constraint.said.columns):
                yield Dependent(Thing("table", key))
    for key, table in context.state.tables.items():
        for other in table.constraints.values():
            if other.references == thing.name and _served(context, thing.name, other, constraint):
                yield Dependent(Thing("constraint", key, other.name))
    if context.state.tables[thing.name].kind == "partitioned table":
        yield from _clones(context, Name(thing.name.namespace, constraint.index))


def _foreign_clones(context: Context, parent: Name, key: ConstraintState) -> Iterator[Dependent]:
    """Yield what partitions have of a foreign key of their parent."""
    for child in context.state.children(parent):
        for each in context.state.tables[child].constraints.values():
            same = (each.said.columns, each.references) == (key.said.columns, key.references)
            if each.said.kind == "foreign key" and each.parents and same:
                yield Dependent(Thing("constraint", child, each.name), auto=True)


def _groups_by(query: str, columns: tuple[str, ...]) -> bool:
    """Say whether a query groups by a key and goes on to read what depends on it."""
    before, _, after = query.lower().partition("group by")
    grouped = {name for _, name in mentioned(after)}
    read = {name for _, name in mentioned(before)}
    return bool(after) and set(columns) <= grouped and not read <= grouped


def _served(context: Context, name: Name, foreign: ConstraintState, key: ConstraintState) -> bool:
    """Say whether a foreign key leans on this very key: the first of its columns that is not deferrable."""
    wanted = set(foreign.said.referenced)
    for each in context.state.tables[name].constraints.values():
        if each.index and set(each.said.columns) == wanted and not each.said.deferrable:
            return each is key
    return False


def _clones(context: Context, index: Name) -> Iterator[Dependent]:
    for key, table in context.state.tables.items():
        for each in table.indexes.values():
            if each.parent == index:
                kind = "constraint" if each.constraint else "index"
                yield Dependent(Thing(kind, key, each.constraint or each.name), auto=True)


def of_index(context: Context, thing: Thing) -> Iterator[Dependent]:
    index = context.state.tables[thing.name].indexes.get(thing.part)
    if index is None:
        return
    yield from _clones(context, Name(thing.name.namespace, thing.part))
    for key, table in context.state.tables.items():
        for other in table.constraints.values():
            columns = {element.column for element in index.elements}
            if (
                index.unique
                and other.references == thing.name
                and set(other.said.referenced) == columns
                and not any(
                    each.index and set(each.said.columns) == columns
                    for each in context.state.tables[thing.name].constraints.values()
                )
            ):
                yield Dependent(Thing("constraint", key, other.name))


def of_sequence(context: Context, thing: Thing) -> Iterator[Dependent]:
    for key, table in context.state.tables.items():
        for column in table.columns.values():
            if column.default and uses_sequence(context, column.default, thing.name):
                yield Dependent(Thing("default", key, column.name))
        if table.is_view and uses_sequence(context, table.query, thing.name):
            yield Dependent(Thing("table", key))
