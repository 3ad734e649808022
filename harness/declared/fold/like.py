"""LIKE within CREATE TABLE: what a new table copies of another, of a view or of a composite type."""

from __future__ import annotations

from harness.declared import names
from harness.declared.block.errors import SqlError, Unknowable
from harness.declared.fold.columns import collation
from harness.declared.fold.constraints import add_constraint
from harness.declared.fold.context import Context
from harness.declared.fold.index_names import index_name
from harness.declared.fold.partition_copies import add_index
from harness.declared.fold.queries import view_columns
from harness.declared.fold.sequences import identity_sequence
from harness.declared.nodes import (
    Like,
)
from harness.declared.objects import (
    Address,
    ColumnState,
    CommentState,
    CompositeState,
    IndexState,
    OtherState,
    Place,
    TableState,
)
from harness.declared.record import replace
from harness.schema import Name, quoted


def columns_of_type(context: Context, table: TableState, name: Name) -> None:
    composite = context.state.types.get(name)
    if not isinstance(composite, CompositeState):
        raise SqlError("wrong_object_type", f'type "{name.name}" is not a composite type')
    table.of_type = name
    for attribute, kind in composite.attributes:
        table.columns[attribute.name] = ColumnState(
            attribute.name, kind, table.place, collation=collation(context, attribute.collation)
        )


def like_columns(context: Context, table: TableState, like: Like) -> None:
    source = _like_source(context, like)
    if source.is_view:
        _like_view(context, table, source, like)
        return
    for column in source.columns.values():
        if column.name in table.columns:
            raise SqlError("duplicate_column", f'column "{column.name}" specified more than once')
        made = replace(
            column,
            place=context.at(like.offset),
            local=True,
            parents=0,
            statistics=None,
            options=(),
            default=column.default if "defaults" in like.including else None,
            generated=column.generated if "generated" in like.including else None,
            identity=column.identity if "identity" in like.including else None,
            storage=column.storage if "storage" in like.including else None,
            compression=column.compression if "compression" in like.including else None,
        )
        table.columns[column.name] = made
        if made.identity:
            model = next(
                each
                for each in context.state.sequences.values()
                if each.identity and each.owned_by == (source.name, column.name)
            )
            sequence = identity_sequence(context, table, column.name, made.type.text, None)
            state = context.state.sequences[sequence]
            context.state.sequences[sequence] = replace(
                model,
                name=state.name,
                type="bigint",
                place=state.place,
                owned_by=state.owned_by,
                persistence=state.persistence,
            )


def _like_source(context: Context, like: Like) -> TableState:
    """Return what is copied: a table or view, or a composite type dressed as a table."""
    try:
        return context.state.tables[context.table(like.table)]
    except SqlError:
        name = context.type_name(like.table)
        dressed = TableState(name, "table", context.owner, context.place)
        columns_of_type(context, dressed, name)
        return dressed


def _like_view(context: Context, table: TableState, view: TableState, like: Like) -> None:
    for name, kind in view_columns(context, view) or [("", None)]:
        if kind is None:
            raise Unknowable("it copies the columns of a view, whose types the text does not tell", like.offset)
        table.columns[name] = ColumnState(name, kind, context.at(like.offset))


def like_rest(context: Context, table: TableState, like: Like) -> None:
    """Copy what can only be added once the columns stand: checks, indexes, statistics, and comments on all of it."""
    source = _like_source(context, like)
    comments = "comments" in like.including
    if comments:
        for column in source.columns:
            _copy_comment(context, ("column", source.name, column), ("column", table.name, column))
    if "constraints" in like.including:
        _copy_checks(context, table, source, context.at(like.offset), comments=comments)
    if "indexes" in like.including:
        for index in sorted(source.indexes.values(), key=lambda index: not _primary(source, index)):
            _copy_index(context, table, source, index, comments=comments)
    if "statistics" in like.including:
        for key, other in list(context.state.others.items()):
            if other.kind == "statistics" and other.table == source.name:
                _copy_statistics(context, table, key, other, context.at(like.offset))


def _copy_checks(context: Context, table: TableState, source: TableState, place: Place, *, comments: bool) -> None:
    for constraint in source.constraints.values():
        if constraint.said.kind == "check":
            table.constraints[constraint.name] = replace(constraint, place=place, local=True, parents=0)
            if comments:
                old, new = (("constraint", each.name, constraint.name) for each in (source, table))
                _copy_comment(context, old, new)


def _primary(table: TableState, index: IndexState) -> bool:
    return bool(index.constraint) and table.constraints[index.constraint or ""].said.kind == "primary key"


def _copy_index(context: Context, table: TableState, source: TableState, index: IndexState, *, comments: bool) -> None:
    place = table.place
    clone = replace(index, place=place, parent=None, clustered=False, replica_identity=False)
    constraint = source.constraints.get(index.constraint or "")
    if constraint:
        add_constraint(context, table, replace(constraint.said, name=None), place=place)
        made = list(table.constraints)[-1]
        if comments:
            _copy_comment(context, ("constraint", source.name, index.name), ("constraint", table.name, made))
    else:
        made = index_name(context, table, clone)
        add_index(context, table, replace(clone, name=made))
    if comments:
        old, new = (Name(each.name.namespace, name) for each, name in ((source, index.name), (table, made)))
        _copy_comment(context, ("index", old, None), ("index", new, None))


def _copy_statistics(
    context: Context, table: TableState, key: tuple[str, str], other: OtherState, place: Place
) -> None:
    """Copy extended statistics, under a name made of the columns that they are on."""
    listed = other.definition[other.definition.lower().rindex(" on ") + 4 : other.definition.lower().rindex(" from ")]
    parts = [part.strip() for part in listed.split(",")]
    name = names.chosen(
        table.name.name,
        names.joined([part if part.isidentifier() else "expr" for part in parts]),
        "stat",
        lambda name: (key[0], f"{table.name.namespace}.{name}".removeprefix("public.")) in context.state.others,
    )
    made = f"{quoted(table.name.namespace)}.{quoted(name)}".removeprefix("public.")
    context.state.others[key[0], made] = replace(other, name=made, table=table.name, place=place)


def _copy_comment(context: Context, old: Address, new: Address) -> None:
    found = context.state.comments.get(old)
    if found:
        context.state.comments[new] = CommentState(found.text, context.place)
