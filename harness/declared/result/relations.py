"""Tables and views, with all that hangs on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from harness.declared import printing
from harness.declared.objects import ColumnState, ConstraintState, IndexState, TableState, TriggerState, qualified
from harness.declared.result.parts import at, in_order
from harness.schema import (
    Check,
    Column,
    Constraint,
    Exclusion,
    Expression,
    ForeignKey,
    Index,
    Name,
    NotNull,
    Policy,
    PrimaryKey,
    Table,
    Trigger,
    Unique,
    View,
    quoted,
)


def relation(table: TableState) -> Table | View:
    return _view(table) if table.is_view else _table(table)


def _table(table: TableState) -> Table:
    assert not table.is_view
    return Table(
        name=table.name,
        owner=table.owner,
        persistence=table.persistence,
        relkind=table.kind,  # type: ignore[arg-type] # a view is none
        partition_key=printing.partition_key(table.partition_by) if table.partition_by else None,
        partition_bound=table.bound,
        parents=table.parents,
        row_security=table.row_security,
        force_row_security=table.force_row_security,
        replica_identity=table.replica_identity,
        access_method=table.access_method,
        tablespace=table.tablespace,
        of_type=qualified(table.of_type) if table.of_type else None,
        server=table.server,
        options=table.options,
        columns=tuple(
            _column(table.name, column, position) for position, column in enumerate(table.columns.values(), start=1)
        ),
        constraints=_by_name(_constraint(table, each) for each in table.constraints.values() if _shown(each)),
        indexes=tuple(sorted((_index(table, each) for each in table.indexes.values()), key=lambda each: each.name)),
        triggers=in_order(_trigger(table, each) for each in table.triggers.values()),
        policies=in_order(_policies(table)),
        **at(table.place),
    )


_OWN_NOT_NULL = re.compile(r".+_.+_not_null[0-9]*\Z")


def _shown(state: ConstraintState) -> bool:
    """Say whether the catalog reader shows a constraint: of NOT NULL only what columns do not say."""
    said = state.said
    plain = said.kind == "not null" and said.validated and not said.no_inherit
    return not (plain and _OWN_NOT_NULL.match(state.name))


def _by_name(parts: Iterator[Constraint]) -> tuple[Constraint, ...]:
    return tuple(sorted(parts, key=lambda part: part.name))


def _view(table: TableState) -> View:
    return View(
        name=table.name,
        owner=table.owner,
        definition=table.query.rstrip().rstrip(";"),
        materialized=table.kind == "materialized view",
        populated=table.populated,
        options=table.options,
        access_method=table.access_method,
        tablespace=table.tablespace,
        # Names that CREATE VIEW gives; what is under them follows from the query, which text does not tell.
        columns=tuple(
            Column(table=table.name, name=name, position=position, type="", **at(table.place))
            for position, name in enumerate(table.names, start=1)
        ),
        indexes=tuple(sorted((_index(table, each) for each in table.indexes.values()), key=lambda each: each.name)),
        triggers=in_order(_trigger(table, each) for each in table.triggers.values()),
        **at(table.place),
    )


def _column(table: Name, column: ColumnState, position: int) -> Column:
    default = column.generated[0] if column.generated else column.default
    return Column(
        table=table,
        name=column.name,
        position=position,
        type=column.type.text,
        not_null=column.not_null,
        default=Expression(None, default) if default is not None else None,
        identity_kind=column.identity,
        generated=column.generated[1] if column.generated else None,
        collation=column.collation,
        storage=column.storage,
        compression=column.compression,
        statistics=column.statistics,
        options=column.options,
        inherited=not column.local,
        **at(column.place),
    )


def _constraint(table: TableState, state: ConstraintState) -> Constraint:
    said = state.said
    common: dict[str, Any] = {
        "table": table.name,
        "name": state.name,
        "definition": printing.constraint(state),
        "validated": said.validated,
        "enforced": said.enforced,
        "deferrable": said.deferrable,
        "deferred": said.deferred,
        "inherited": not state.local,
        "columns": said.columns,
        **at(state.place),
    }
    if said.kind == "primary key":
        return PrimaryKey(**common, include=said.include, without_overlaps=said.without_overlaps)
    if said.kind == "unique":
        return Unique(
            **common,
            include=said.include,
            nulls_not_distinct=said.nulls_not_distinct,
            without_overlaps=said.without_overlaps,
        )
    if said.kind == "foreign key":
        assert state.references is not None
        return ForeignKey(
            **common,
            references=state.references,
            referenced=said.referenced,
            on_update=said.on_update,
            on_delete=said.on_delete,
            set_columns=said.set_columns,
            match=said.match,
            period=said.period,
        )
    if said.kind == "check":
        assert said.expression is not None
        common["columns"] = state.reads
        return Check(**common, no_inherit=said.no_inherit, expression=Expression(None, said.expression.text))
    if said.kind == "not null":
        return NotNull(**common, no_inherit=said.no_inherit)
    return Exclusion(**common, operators=tuple(each.operator or "" for each in said.elements))


def _index(table: TableState, state: IndexState) -> Index:
    expressions = any(each.column is None for each in state.elements)
    return Index(
        table=table.name,
        name=Name(table.name.namespace, state.name),
        definition=printing.index(table, state),
        method=state.method,
        columns=tuple(each.column for each in state.elements),
        elements=tuple(
            quoted(each.column) if each.column else f"({each.expression})" if expressions else ""
            for each in state.elements
        ),
        include=state.include,
        predicate=Expression(None, state.where) if state.where else None,
        unique=state.unique,
        nulls_not_distinct=state.nulls_not_distinct,
        valid=state.valid,
        constraint=state.constraint,
        clustered=state.clustered,
        replica_identity=state.replica_identity,
        parent=str(state.parent) if state.parent else None,
        options=state.options,
        statistics=tuple(f"{number} = {target}" for number, target in state.statistics),
        tablespace=state.tablespace,
        **at(state.place),
    )


def _trigger(table: TableState, state: TriggerState) -> Trigger:
    function = Name("", state.function.name) if state.function.namespace == "pg_catalog" else state.function
    return Trigger(
        table=table.name,
        name=state.said.name,
        definition=printing.trigger(table.name, state),
        function=f"{function}()",
        enabled=state.enabled,
        **at(state.place),
    )


def _policies(table: TableState) -> Iterator[Policy]:
    for state in table.policies.values():
        said = state.said
        yield Policy(
            table=table.name,
            name=said.name,
            command=said.command,
            permissive=said.permissive,
            roles=tuple(sorted(table.owner if role in _SELF else role for role in said.roles)),
            using=Expression(None, said.using.text) if said.using else None,
            check=Expression(None, said.check.text) if said.check else None,
            **at(state.place),
        )


_SELF = {"current_user", "session_user", "current_role"}
