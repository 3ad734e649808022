"""A column's new name, in everything that reads the column."""

from __future__ import annotations

from harness.declared.block.errors import SqlError
from harness.declared.expressions import columns_in, renamed
from harness.declared.fold.context import Context
from harness.declared.fold.rename import readdress
from harness.declared.fold.uses import view_uses
from harness.declared.nodes import IndexElement
from harness.declared.objects import ColumnState, TableState
from harness.declared.record import Record, replace
from harness.declared.tokens import Source
from harness.schema import Name


def rename_column(context: Context, name: Name, old: str, new: str) -> None:
    """Rename a column of a table and of those that inherit it."""
    if context.state.tables[name].is_view:
        _rename_view_column(context, name, old, new)
        return
    for table in list(context.family(name)):
        if old not in table.columns:
            raise SqlError("undefined_column", f'column "{old}" does not exist')
        if new in table.columns:
            raise SqlError("duplicate_column", f'column "{new}" of relation "{table.name.name}" already exists')
        _rename_in(context, table, old, new)


def _rename_view_column(context: Context, name: Name, old: str, new: str) -> None:
    change = _Renamed(old, new)
    view = context.state.edit(name)
    view.names = change.names(view.names)
    view.followed = True
    for key, index in list(view.indexes.items()):
        view.indexes[key] = replace(index, elements=change.elements(index.elements))
    readdress(context, lambda address: ("column", name, new) if address == ("column", name, old) else address)


class _Renamed(Record, frozen=True):
    """A column's rename, and what it makes of names and of expressions on its table."""

    old: str
    new: str

    def name(self, name: str) -> str:
        return self.new if name == self.old else name

    def names(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.name(name) for name in names)

    def text(self, source: str) -> str:
        return renamed(source, self.old, self.new)

    def source(self, source: Source | None) -> Source | None:
        return Source(self.text(source.text), source.offset) if source else None

    def element(self, item: IndexElement) -> IndexElement:
        column = self.name(item.column) if item.column else None
        return replace(item, column=column, expression=self.source(item.expression))

    def elements(self, items: tuple[IndexElement, ...]) -> tuple[IndexElement, ...]:
        return tuple(self.element(item) for item in items)

    def column(self, column: ColumnState) -> ColumnState:
        generated = (self.text(column.generated[0]), column.generated[1]) if column.generated else None
        return replace(column, name=self.name(column.name), generated=generated)


def _rename_in(context: Context, table: TableState, old: str, new: str) -> None:
    change = _Renamed(old, new)
    table.columns = {change.name(key): change.column(value) for key, value in table.columns.items()}
    _rename_in_constraints(table, change)
    for key, index in list(table.indexes.items()):
        changed = replace(
            index,
            elements=change.elements(index.elements),
            include=change.names(index.include),
            where=change.text(index.where) if index.where else None,
        )
        if changed != index:
            table.indexes[key] = changed
    _rename_in_triggers(table, change)
    for name, policy in list(table.policies.items()):
        said = replace(policy.said, using=change.source(policy.said.using), check=change.source(policy.said.check))
        if said != policy.said:
            table.policies[name] = replace(policy, said=said)
    if table.partition_by:
        table.partition_by = table.partition_by[0], change.elements(table.partition_by[1])
    _rename_elsewhere(context, table.name, change)


def _rename_in_constraints(table: TableState, change: _Renamed) -> None:
    for key, constraint in list(table.constraints.items()):
        said = constraint.said
        made = replace(
            said,
            columns=change.names(said.columns),
            include=change.names(said.include),
            set_columns=change.names(said.set_columns),
            expression=change.source(said.expression),
            elements=change.elements(said.elements),
            where=change.source(said.where),
        )
        if made != said:
            table.constraints[key] = replace(constraint, said=made, reads=change.names(constraint.reads))


def _rename_in_triggers(table: TableState, change: _Renamed) -> None:
    for key, trigger in list(table.triggers.items()):
        said = replace(trigger.said, columns=change.names(trigger.said.columns), when=change.source(trigger.said.when))
        if said != trigger.said:
            table.triggers[key] = replace(trigger, said=said)


def _rename_elsewhere(context: Context, table: Name, change: _Renamed) -> None:
    state, old, new = context.state, change.old, change.new
    for name, other in list(state.tables.items()):
        _rename_referenced(context, name, table, change)
        if table in other.reads and (table, old) in view_uses(context, other):
            made = state.edit(name)
            made.followed = True
            if made.uses is not None:
                made.uses = made.uses - {(table, old)} | {(table, new)}
    for sequence_name, sequence in list(state.sequences.items()):
        if sequence.owned_by == (table, old):
            state.sequences[sequence_name] = replace(sequence, owned_by=(table, new))
    for key, thing in list(state.others.items()):
        if thing.table == table and columns_in(thing.definition, (old,)):
            state.others[key] = replace(thing, definition=change.text(thing.definition))
    readdress(context, lambda address: ("column", table, new) if address == ("column", table, old) else address)


def _rename_referenced(context: Context, name: Name, table: Name, change: _Renamed) -> None:
    """Tell the foreign keys of one table that refer to the column."""
    for key, constraint in list(context.state.tables[name].constraints.items()):
        if constraint.references == table and change.old in constraint.said.referenced:
            said = replace(constraint.said, referenced=change.names(constraint.said.referenced))
            context.state.edit(name).constraints[key] = replace(constraint, said=said)
