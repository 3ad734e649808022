"""CREATE VIEW, CREATE MATERIALIZED VIEW and REFRESH."""

from __future__ import annotations

from harness.declared.block.errors import SqlError
from harness.declared.expressions import mentioned
from harness.declared.fold.context import Context
from harness.declared.fold.queries import check_relations, columns_read
from harness.declared.nodes import (
    CreateView,
    Refresh,
)
from harness.declared.objects import TableState, stored_options
from harness.schema import Name, quoted


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
    check_relations(context, query)
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


def refresh(context: Context, said: Refresh) -> None:
    """REFRESH MATERIALIZED VIEW fills a view, or empties it."""
    name = context.table(said.name)
    if context.state.tables[name].populated != said.populated:
        context.state.edit(name).populated = said.populated
