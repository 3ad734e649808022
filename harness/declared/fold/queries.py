"""What a query reads and gives, as far as its text tells: columns read, columns given, and their types.

Types follow from casts, from the tables read, from literals, and from the functions whose result is one whatever they
are given. Anything else is left open, and is for a server to say.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import lru_cache

from sqlglot import exp, parse_one
from sqlglot.dialects.postgres import Postgres
from sqlglot.errors import SqlglotError

from harness.declared.block.errors import SqlError
from harness.declared.fold.context import Context
from harness.declared.fold.query_names import from_items, name_of, named_anew, united
from harness.declared.fold.query_types import (
    BOOLEAN,
    BY_KIND,
    RESULTS,
    Columns,
    Sources,
    column_type,
    is_unknown_literal,
    plain,
    widest,
)
from harness.declared.objects import TableState, Typed
from harness.declared.record import replace
from harness.declared.tokens import Cursor, Named, Unreadable
from harness.declared.types import read_type
from harness.schema import Name

logging.getLogger("sqlglot").addHandler(logging.NullHandler())  # it warns of what it does not read; we say so ourselves


@lru_cache(maxsize=512)
def _tree(query: str) -> exp.Expr | None:
    try:
        found = parse_one(query, dialect=Postgres)
    except (SqlglotError, RecursionError):
        return None
    if "current_timestamp" in query.lower():
        for node in found.find_all(exp.CurrentTimestamp):  # sqlglot reads now() as the same
            node.meta["written"] = "now(" not in query.lower()
    return found if isinstance(found, exp.Query | exp.Values) else None


def query_columns(context: Context, query: str) -> Columns | None:
    """Return the columns that a query gives, in order; a type is None where the text does not tell it."""
    tree = _tree(query)
    if tree is None:
        return None
    try:
        return _Reading(context).query(tree, {})
    except RecursionError:
        return None


def view_columns(context: Context, view: TableState) -> Columns | None:
    """Return the columns of a view, with the names that it gives them."""
    found = query_columns(context, view.query)
    if found is None:
        return None
    return [(view.names[at] if at < len(view.names) else name, kind) for at, (name, kind) in enumerate(found)]


def columns_read(context: Context, query: str) -> frozenset[tuple[Name, str]] | None:
    """Return the columns of tables and views that a query reads, stars resolved; None where it cannot be told."""
    tree = _tree(query)
    if tree is None:
        return None
    reading = _Reading(context)
    try:
        return frozenset(reading.read(tree, []))
    except RecursionError:
        return None


# What FROM can name that no statement makes: SQL's value functions, and the tables of well-known extensions.
_GIVEN = frozenset(
    """
    current_catalog current_date current_role current_schema current_time current_timestamp current_user localtime
    localtimestamp session_user user geography_columns geometry_columns raster_columns raster_overviews spatial_ref_sys
    """.split()  # noqa: SIM905 - a list would be twenty lines
)


def check_relations(context: Context, query: str) -> None:
    """Raise where a query reads a relation that is not there, as far as the text tells."""
    tree = _tree(query)
    if tree is None:
        return
    queries = {str(each.alias).lower() for each in tree.find_all(exp.CTE)}
    for table in tree.find_all(exp.Table):
        if not isinstance(table.this, exp.Identifier) or table.args.get("catalog"):
            continue
        schema = table.args.get("db")
        named = Named(_name(schema) if isinstance(schema, exp.Identifier) else None, _name(table.this))
        if named.schema is None and (named.name.lower() in queries or named.name in _GIVEN):
            continue
        if not _is_there(context, named):
            raise SqlError("undefined_table", f'relation "{named.name}" does not exist')


def _is_there(context: Context, named: Named) -> bool:
    if (named.schema or named.name).startswith(("pg_", "information_schema")):
        return True
    state = context.state
    if named.schema is None and named.name in state.temporary:
        return True
    return any(state.relation_taken(name) for name in context.candidates(named))


def _name(identifier: exp.Identifier) -> str:
    return str(identifier.this) if identifier.args.get("quoted") else str(identifier.this).lower()


class _Reading:
    """One reading of a query, in the state that holds now."""

    def __init__(self, context: Context) -> None:
        self.context = context

    # --- What it reads ---------------------------------------------------------------------------------------------

    def read(self, tree: exp.Expr, outer: list[dict[str, TableState | None]]) -> Iterator[tuple[Name, str]]:
        """Yield the columns read by a query and by those within it; `outer` is what the queries around it read."""
        scopes = [*outer, self._tables(tree)] if isinstance(tree, exp.Select) else outer
        for node in self._own(tree):
            if isinstance(node, exp.Select | exp.SetOperation) and node is not tree:
                yield from self.read(node, scopes)
            elif isinstance(node, exp.Star) and isinstance(node.parent, exp.Select):
                yield from self._star("", scopes)
            elif isinstance(node, exp.Column) and isinstance(node.this, exp.Star):
                yield from self._star(node.table, scopes)
            elif isinstance(node, exp.Column):
                yield from self._column(node, scopes)

    @staticmethod
    def _own(tree: exp.Expr) -> Iterator[exp.Expr]:
        """Yield the nodes of one query, the queries directly within it included, but not what those hold."""
        yield from tree.walk(prune=lambda node: node is not tree and isinstance(node, exp.Select | exp.SetOperation))

    def _tables(self, select: exp.Select) -> dict[str, TableState | None]:
        found: dict[str, TableState | None] = {}
        for item in from_items(select):
            found[item.alias_or_name] = self._table(item) if isinstance(item, exp.Table) else None
        return found

    def _table(self, item: exp.Table) -> TableState | None:
        for name in self.context.candidates(Named(item.db or None, item.name)):
            if name in self.context.state.tables:
                return self.context.state.tables[name]
        return None

    def _star(self, alias: str, scopes: list[dict[str, TableState | None]]) -> Iterator[tuple[Name, str]]:
        for name, table in (scopes[-1] if scopes else {}).items():
            if table is not None and alias in {"", name}:
                for column in self._names(table):
                    yield table.name, column

    def _column(self, node: exp.Column, scopes: list[dict[str, TableState | None]]) -> Iterator[tuple[Name, str]]:
        for scope in reversed(scopes):
            if node.table:
                if node.table in scope:
                    table = scope[node.table]
                    if table is not None:
                        yield table.name, node.name
                    return
                continue
            holders = [table for table in scope.values() if table is not None and node.name in self._names(table)]
            yield from ((table.name, node.name) for table in holders)
            if holders:
                return

    def _names(self, table: TableState) -> Iterable[str]:
        if not table.is_view:
            return table.columns
        return [name for name, _ in view_columns(self.context, table) or ()]

    # --- What it gives ---------------------------------------------------------------------------------------------

    def query(self, tree: exp.Expr, known: Sources) -> Columns | None:
        """Return the columns of any query; `known` are the common table expressions around it."""
        known = dict(known)
        for common in tree.ctes if isinstance(tree, exp.Query) else ():
            columns = self.query(common.this, known)
            alias = common.args.get("alias")
            known[common.alias] = named_anew(columns, [each.name for each in (alias.columns if alias else ())])
        if isinstance(tree, exp.SetOperation):
            left, right = self.query(tree.left, known), self.query(tree.right, known)
            return united(left, right)
        if isinstance(tree, exp.Subquery):
            return self.query(tree.this, known)
        if isinstance(tree, exp.Values):
            return self._values(tree)
        if isinstance(tree, exp.Select):
            return self._select(tree, known)
        return None

    def _values(self, tree: exp.Values) -> Columns | None:
        rows = [row.expressions if isinstance(row, exp.Tuple) else [row] for row in tree.expressions]
        if not rows:
            return None
        kinds = [self.type_of(item, {}) for item in rows[0]]
        return [(f"column{at}", kind) for at, kind in enumerate(kinds, start=1)]

    def _select(self, select: exp.Select, known: Sources) -> Columns | None:
        sources = self._sources(select, known)
        found: Columns = []
        for item in select.expressions:
            starred = isinstance(item, exp.Star) or (isinstance(item, exp.Column) and isinstance(item.this, exp.Star))
            if not starred:
                found.append((name_of(item), self.type_of(item.unalias(), sources)))
                continue
            wanted = item.table if isinstance(item, exp.Column) else ""
            for alias, columns in sources.items():
                if wanted and wanted != alias:
                    continue
                if columns is None:
                    return None
                found.extend(columns)
        return found

    def _sources(self, select: exp.Select, known: Sources) -> Sources:
        found: Sources = {}
        for item in from_items(select):
            alias = item.args.get("alias")
            columns = self._source(item, known)
            names = [each.name for each in (alias.columns if alias else ())]
            found[item.alias_or_name] = named_anew(columns, names)
        return found

    def _source(self, item: exp.Expr, known: Sources) -> Columns | None:
        if isinstance(item, exp.Table):
            return known[item.name] if not item.db and item.name in known else self._table_columns(item)
        if isinstance(item, exp.Subquery | exp.Values):
            return self.query(item, known)
        return self.query(item.this, known) if isinstance(item, exp.Lateral) else None

    def _table_columns(self, item: exp.Table) -> Columns | None:
        table = self._table(item)
        if table is None or table.is_view:
            return view_columns(self.context, table) if table else None
        return [(column.name, column.type) for column in table.columns.values()]

    def type_of(self, item: exp.Expr, sources: Sources) -> Typed | None:
        """Return the type of an expression, or None where the text does not tell it."""
        if isinstance(item, exp.Cast):
            return self._cast(item)
        if isinstance(item, exp.Column):
            return column_type(item, sources)
        if isinstance(item, exp.Subquery | exp.Select):
            columns = self.query(item, {})
            return columns[0][1] if columns else None
        if isinstance(item, BOOLEAN):
            return plain("boolean")
        read = next((read for kinds, read in BY_KIND if isinstance(item, kinds)), None)
        if read:
            return read(self, item, sources)
        return self._function(item) if isinstance(item, exp.Func) else None

    def _cast(self, item: exp.Cast) -> Typed | None:
        try:
            return self.context.typed(read_type(Cursor(item.to.sql(dialect=Postgres))))
        except (Unreadable, SqlError):
            return None

    def _function(self, item: exp.Func) -> Typed | None:
        name = item.name.lower() if isinstance(item, exp.Anonymous) else item.sql_name().lower()
        if name in RESULTS:
            return plain(RESULTS[name])
        found = {
            function.result
            for (key, _), function in self.context.state.functions.items()
            if key.name == name and function.result is not None
        }
        return found.pop() if len(found) == 1 else None

    def first(self, items: Iterable[exp.Expr | None], sources: Sources) -> Typed | None:
        """Return the type that expressions have in common, as COALESCE and CASE have it."""
        kinds = [
            self.type_of(item, sources)
            for item in items
            if item is not None and not isinstance(item, exp.Null) and not is_unknown_literal(item)
        ]
        if not kinds:
            return plain("text")
        if any(kind is None for kind in kinds):
            return None
        known = [kind for kind in kinds if kind is not None]
        if len({kind.text for kind in known}) == 1:
            return known[0]
        bare = {kind.key for kind in known}
        if len(bare) == 1:
            return replace(known[0], ref=replace(known[0].ref, modifiers=()))
        return widest(known)
