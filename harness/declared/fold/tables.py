"""CREATE TABLE, INDEX, VIEW and SEQUENCE."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from harness.declared import names
from harness.declared.block.errors import SqlError, Unknowable
from harness.declared.expressions import mentioned
from harness.declared.fold.columns import collation, column_state, storage_of
from harness.declared.fold.constraints import (
    add_constraint,
    add_index,
    index_name,
    partition_foreign_key,
    partition_index,
)
from harness.declared.fold.context import Context
from harness.declared.fold.queries import columns_read, query_columns, view_columns
from harness.declared.fold.sequences import identity_sequence, new_sequence, serial_sequence
from harness.declared.nodes import (
    ColumnDef,
    ConstraintDef,
    CreateIndex,
    CreateSequence,
    CreateTable,
    CreateView,
    Like,
    Refresh,
)
from harness.declared.state import (
    ColumnState,
    CommentState,
    CompositeState,
    IndexState,
    OtherState,
    TableState,
    stored_options,
)
from harness.schema import Name, quoted

IDENTITY_IS_SHARED = 17  # from this version on, partitions have their parent's identity columns


def create_table(context: Context, said: CreateTable) -> None:
    if context.made_temporary(said.name, temporary=said.persistence == "temporary", until_commit=said.until_commit):
        return
    name = context.home(said.name)
    if context.state.relation_taken(name):
        if said.if_not_exists:
            return
        raise SqlError("duplicate_table", f'relation "{name.name}" already exists')
    if name in context.state.types:
        raise SqlError("duplicate_object", f'type "{name.name}" already exists')
    table = TableState(
        name,
        "partitioned table" if said.partition_by else "foreign table" if said.server else "table",
        context.owner,
        context.at(said.offset),
        persistence=said.persistence,
        partition_by=said.partition_by,
        access_method=_access_method(context, said),
        tablespace=None if said.tablespace == "pg_default" else said.tablespace,
        server=said.server,
        replica_identity="nothing" if said.server else "default",
        options=stored_options(said.options),
        path=tuple(context.namespaces()),
    )
    parents = [context.table(parent) for parent in said.inherits]
    if said.partition_of:
        parents = [context.table(said.partition_of)]
        table.bound = bound_text(said.bound.text if said.bound else "")
    table.parents = tuple(parents)
    constraints: list[ConstraintDef] = []
    likes: list[Like] = []
    if said.of_type:
        _of_type(context, table, context.type_name(said.of_type))
    for parent in parents:
        inherit_columns(context, table, context.state.tables[parent], partition=bool(said.partition_of))
    if said.query:
        _filled_by(context, table, said)
    context.state.tables[name] = table
    context.state.edited.add(name)
    for element in said.elements:
        if isinstance(element, ColumnDef):
            add_column(context, table, element, merge=True)
            constraints.extend(element.constraints)
        elif isinstance(element, ConstraintDef):
            constraints.append(element)
        else:
            _like_columns(context, table, element)
            likes.append(element)
    for parent in parents:
        inherit_constraints(context, table, context.state.tables[parent])
    _add_constraints(context, table, constraints)
    for like in likes:
        _like_rest(context, table, like)
    if said.partition_of:
        partition_objects(context, table, context.state.tables[parents[0]])


def _access_method(context: Context, said: CreateTable) -> str | None:
    """Return how a table's rows are kept, where that is not the usual way."""
    chosen = said.access_method or context.state.settings.get("default_table_access_method")
    return None if chosen == "heap" or said.partition_by or said.server else chosen


def _add_constraints(context: Context, table: TableState, constraints: list[ConstraintDef]) -> None:
    """Add a new table's constraints in the order in which PostgreSQL names them: checks, keys, foreign keys."""
    for kind in (("check",), ("not null",)):
        for each in constraints:
            if each.kind in kind:
                add_constraint(context, table, each)
    keys = [each for each in constraints if each.kind in {"primary key", "unique", "exclude"}]
    keys = [each for each in keys if each.kind == "primary key"] + [each for each in keys if each.kind != "primary key"]
    for each in _without_repeated(keys):
        add_constraint(context, table, each)
    for each in constraints:
        if each.kind == "foreign key":
            add_constraint(context, table, each)


def _without_repeated(keys: list[ConstraintDef]) -> list[ConstraintDef]:
    """Merge keys over the same columns, as PostgreSQL does in one CREATE TABLE; a name is handed on to the first."""
    kept: list[ConstraintDef] = []
    for key in keys:
        for at, known in enumerate(kept):
            same = (
                key.kind != "exclude"
                and known.kind != "exclude"
                and key.columns == known.columns
                and key.nulls_not_distinct == known.nulls_not_distinct
                and (key.deferrable, key.deferred) == (known.deferrable, known.deferred)
                and key.include == known.include
            )
            if same:
                kept[at] = known if known.name else replace(known, name=key.name)
                break
        else:
            kept.append(key)
    return kept


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


def inherit_columns(context: Context, table: TableState, parent: TableState, *, partition: bool) -> None:
    """Give a new table the columns of a parent; those of several parents with one name are one column."""
    for column in parent.columns.values():
        known = table.columns.get(column.name)
        not_null = column.not_null and not _stays(parent, column.name)
        if known:
            table.columns[column.name] = replace(known, parents=known.parents + 1, not_null=known.not_null or not_null)
            continue
        keeps_identity = partition and context.major >= IDENTITY_IS_SHARED
        table.columns[column.name] = replace(
            column,
            place=table.place,
            local=False,
            parents=1,
            not_null=not_null,
            statistics=None,
            options=(),
            identity=column.identity if keeps_identity else None,
            compression=column.compression,
        )


def _stays(table: TableState, column: str) -> bool:
    """Say whether a column's NOT NULL is not for those that inherit it."""
    return any(
        each.said.no_inherit and each.said.columns == (column,)
        for each in table.constraints.values()
        if each.said.kind == "not null"
    )


def inherit_constraints(context: Context, table: TableState, parent: TableState) -> None:
    """Give a new table the checks of a parent, and what else is inherited by name."""
    for constraint in parent.constraints.values():
        if constraint.said.kind not in {"check", "not null"} or constraint.said.no_inherit:
            continue
        known = table.constraints.get(constraint.name)
        if known:
            table.constraints[constraint.name] = replace(known, parents=known.parents + 1)
        else:
            table.constraints[constraint.name] = replace(constraint, local=False, parents=1, place=table.place)


def partition_objects(context: Context, table: TableState, parent: TableState) -> None:
    """Give a new partition the indexes, keys and triggers of its parent."""
    for index in parent.indexes.values():
        partition_index(context, index, parent, table.name)
    for constraint in parent.constraints.values():
        if constraint.said.kind == "foreign key":
            partition_foreign_key(context, constraint, table.name)
    made = context.state.edit(table.name)
    for trigger in parent.triggers.values():
        if trigger.said.level == "row" and trigger.said.name not in made.triggers:
            made.triggers[trigger.said.name] = replace(trigger, place=table.place)


def bound_text(source: str) -> str:
    """Return a partition's bound in the catalog's spelling, as far as text alone can tell."""
    words = source.split()
    if words and words[0].lower() == "default":
        return "DEFAULT"
    return source


def _of_type(context: Context, table: TableState, name: Name) -> None:
    composite = context.state.types.get(name)
    if not isinstance(composite, CompositeState):
        raise SqlError("wrong_object_type", f'type "{name.name}" is not a composite type')
    table.of_type = name
    for attribute, kind in composite.attributes:
        table.columns[attribute.name] = ColumnState(
            attribute.name, kind, table.place, collation=collation(context, attribute.collation)
        )


def _filled_by(context: Context, table: TableState, said: CreateTable) -> None:
    """Give a table the columns of the query that fills it; their types are known only where they are cast."""
    assert said.query is not None
    if " collate " in said.query.text.lower() or any(
        column.collation
        for name in relations_in(context, said.query.text)
        for column in context.state.tables[name].columns.values()
    ):
        raise Unknowable("which collations its columns take from the query is not followed", said.query.offset)
    found = query_columns(context, said.query.text)
    if found is None:
        raise Unknowable("its columns are those of a query, whose types the text does not tell", said.query.offset)
    for at, (name, kind) in enumerate(found):
        name = said.names[at] if at < len(said.names) else name
        if kind is None:
            raise Unknowable(f"the type of its column {name} follows from a query", said.query.offset)
        table.columns[name] = ColumnState(name, kind, table.place)


# --- LIKE ------------------------------------------------------------------------------------------------------------


def _like_columns(context: Context, table: TableState, like: Like) -> None:
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
        _of_type(context, dressed, name)
        return dressed


def _like_view(context: Context, table: TableState, view: TableState, like: Like) -> None:
    for name, kind in view_columns(context, view) or [("", None)]:
        if kind is None:
            raise Unknowable("it copies the columns of a view, whose types the text does not tell", like.offset)
        table.columns[name] = ColumnState(name, kind, context.at(like.offset))


def _like_rest(context: Context, table: TableState, like: Like) -> None:
    source = _like_source(context, like)
    place = context.at(like.offset)
    comments = "comments" in like.including
    if comments:
        for column in source.columns:
            _copy_comment(context, ("column", source.name, column), ("column", table.name, column))
    if "constraints" in like.including:
        for constraint in source.constraints.values():
            if constraint.said.kind == "check":
                table.constraints[constraint.name] = replace(constraint, place=place, local=True, parents=0)
                if comments:
                    one, other = (("constraint", each.name, constraint.name) for each in (source, table))
                    _copy_comment(context, one, other)
    if "indexes" in like.including:
        indexes = sorted(source.indexes.values(), key=lambda index: not _primary(source, index))
        for index in indexes:
            _copy_index(context, table, source, index, comments=comments)
    if "statistics" in like.including:
        for key, other in list(context.state.others.items()):
            if other.kind == "statistics" and other.table == source.name:
                _copy_statistics(context, table, key, other, place)


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


def _copy_statistics(context: Context, table: TableState, key: tuple[str, str], other: OtherState, place: Any) -> None:
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
    context.state.others[key[0], made] = replace(other, name=made, table=table.name, place=place, known=False)


def _copy_comment(context: Context, old: tuple[str, Name, str | None], new: tuple[str, Name, str | None]) -> None:
    found = context.state.comments.get(old)
    if found:
        context.state.comments[new] = CommentState(found.text, context.place)


# --- CREATE INDEX ----------------------------------------------------------------------------------------------------


def create_index(context: Context, said: CreateIndex) -> None:
    if context.is_temporary(said.table):
        return
    name = context.table(said.table)
    table = context.state.edit(name)
    for element in said.elements:
        if element.column and element.column not in table.columns and not table.is_view:
            raise SqlError("undefined_column", f'column "{element.column}" does not exist')
    made = IndexState(
        said.name or "",
        said.elements,
        context.at(said.offset),
        method=said.method,
        unique=said.unique,
        include=said.include,
        where=said.where.text if said.where else None,
        nulls_not_distinct=said.nulls_not_distinct,
        options=stored_options(said.options),
        written=tuple(f"{name}={value}" for name, value in said.options),
        tablespace=None if said.tablespace == "pg_default" else said.tablespace,
        only=said.only,
        valid=not (said.only and table.kind == "partitioned table" and context.state.children(name)),
    )
    if not said.name:
        made = replace(made, name=index_name(context, table, made))
    elif context.state.relation_taken(Name(name.namespace, said.name)):
        if said.if_not_exists:
            return
        raise SqlError("duplicate_table", f'relation "{said.name}" already exists')
    add_index(context, table, made)
    if table.kind == "partitioned table" and not said.only:
        for child in context.state.children(name):
            partition_index(context, made, table, child)


# --- CREATE VIEW and SEQUENCE ----------------------------------------------------------------------------------------


def create_view(context: Context, said: CreateView) -> None:
    over_temporary = not said.materialized and any(
        schema is None and name in context.state.temporary for schema, name in mentioned(said.query.text)
    )
    if context.made_temporary(said.name, temporary=said.temporary or over_temporary):
        return
    name = context.home(said.name)
    known = context.state.tables.get(name)
    if context.state.relation_taken(name) and not (known and known.is_view and said.or_replace):
        if said.if_not_exists:
            return
        raise SqlError("duplicate_table", f'relation "{name.name}" already exists')
    query = said.query.text
    if said.recursive:
        listed = ", ".join(quoted(column) for column in said.columns)
        query = f"with recursive {quoted(name.name)} ({listed}) as ({query}) select {listed} from {quoted(name.name)}"
    made = TableState(
        name,
        "materialized view" if said.materialized else "view",
        context.owner,
        context.at(said.offset),
        options=stored_options(said.options),
        access_method=None if said.access_method == "heap" else said.access_method,
        tablespace=None if said.tablespace == "pg_default" else said.tablespace,
        query=query,
        names=said.columns,
        populated=said.populated,
        reads=relations_in(context, query, but=name),
        uses=columns_read(context, query),
        path=tuple(context.namespaces()),
    )
    if known:  # replaced: what hangs on the view stays
        made.triggers, made.rules = dict(known.triggers), dict(known.rules)
        made.owner = known.owner
    context.state.tables[name] = made
    context.state.edited.add(name)


def relations_in(context: Context, query: str, *, but: Name | None = None) -> frozenset[Name]:
    """Return the tables and views that a query reads, going by the names in it."""
    found: set[Name] = set()
    paths = list(context.namespaces())
    for schema, name in mentioned(query):
        for namespace in [schema] if schema else paths:
            candidate = Name(namespace or "", name)
            if candidate in context.state.tables and candidate != but:
                found.add(candidate)
                break
    return frozenset(found)


def create_sequence(context: Context, said: CreateSequence) -> None:
    if context.made_temporary(said.name, temporary=said.persistence == "temporary"):
        return
    name = context.home(said.name)
    if context.state.relation_taken(name):
        if said.if_not_exists:
            return
        raise SqlError("duplicate_table", f'relation "{name.name}" already exists')
    new_sequence(context, name, said.options, context.at(said.offset), persistence=said.persistence)


def refresh(context: Context, said: Refresh) -> None:
    """REFRESH MATERIALIZED VIEW fills a view, or empties it."""
    name = context.table(said.name)
    if context.state.tables[name].populated != said.populated:
        context.state.edit(name).populated = said.populated
