"""What a query reads and gives, as far as its text tells: columns read, columns given, and their types.

Types follow from casts, from the tables read, from literals, and from the functions whose result is one whatever they
are given. Anything else is left open, and is for a server to say.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from sqlglot import exp, parse_one
from sqlglot.dialects.postgres import Postgres
from sqlglot.errors import SqlglotError

from harness.declared.block.errors import SqlError
from harness.declared.fold.context import Context
from harness.declared.state import TableState, Typed
from harness.declared.tokens import Cursor, Named, Unreadable
from harness.declared.types import read_type
from harness.schema import Name

Columns = list[tuple[str, Typed | None]]
Sources = dict[str, Columns | None]  # by alias; None: nobody knows what columns it has

logging.getLogger("sqlglot").addHandler(logging.NullHandler())  # it warns of what it does not read; we say so ourselves


@lru_cache(maxsize=512)
def _tree(query: str) -> exp.Expression | None:
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


class _Reading:
    """One reading of a query, in the state that holds now."""

    def __init__(self, context: Context) -> None:
        self.context = context

    # --- What it reads ---------------------------------------------------------------------------------------------

    def read(self, tree: exp.Expression, outer: list[dict[str, TableState | None]]) -> Iterator[tuple[Name, str]]:
        """Yield the columns read by a query and by those within it; `outer` is what the queries around it read."""
        if isinstance(tree, exp.Select):
            scopes = [*outer, self._tables(tree)]
        else:
            scopes = outer
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
    def _own(tree: exp.Expression) -> Iterator[exp.Expression]:
        """Yield the nodes of one query, the queries directly within it included, but not what those hold."""
        yield from tree.walk(prune=lambda node: node is not tree and isinstance(node, exp.Select | exp.SetOperation))

    def _tables(self, select: exp.Select) -> dict[str, TableState | None]:
        found: dict[str, TableState | None] = {}
        for item in _from_items(select):
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

    def query(self, tree: exp.Expression, known: Sources) -> Columns | None:
        """Return the columns of any query; `known` are the common table expressions around it."""
        known = dict(known)
        for common in tree.ctes if isinstance(tree, exp.Query) else ():
            columns = self.query(common.this, known)
            alias = common.args.get("alias")
            known[common.alias] = _named_anew(columns, [each.name for each in (alias.columns if alias else ())])
        if isinstance(tree, exp.SetOperation):
            left, right = self.query(tree.left, known), self.query(tree.right, known)
            return _united(left, right)
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
                found.append((_name_of(item), self.type_of(item.unalias(), sources)))
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
        for item in _from_items(select):
            alias = item.args.get("alias")
            columns = self._source(item, known)
            names = [each.name for each in (alias.columns if alias else ())]
            found[item.alias_or_name] = _named_anew(columns, names)
        return found

    def _source(self, item: exp.Expression, known: Sources) -> Columns | None:
        if isinstance(item, exp.Table):
            if not item.db and item.name in known:
                return known[item.name]
            table = self._table(item)
            if table is None:
                return None
            if table.is_view:
                return view_columns(self.context, table)
            return [(column.name, column.type) for column in table.columns.values()]
        if isinstance(item, exp.Subquery | exp.Values):
            return self.query(item, known)
        if isinstance(item, exp.Lateral):
            return self.query(item.this, known)
        return None

    def type_of(self, item: exp.Expression, sources: Sources) -> Typed | None:
        """Return the type of an expression, or None where the text does not tell it."""
        if isinstance(item, exp.Cast):
            return self._cast(item)
        if isinstance(item, exp.Column):
            return _column_type(item, sources)
        if isinstance(item, exp.Subquery | exp.Select):
            columns = self.query(item, {})
            return columns[0][1] if columns else None
        if isinstance(item, _BOOLEAN):
            return plain("boolean")
        for kinds, read in _BY_KIND:
            if isinstance(item, kinds):
                return read(self, item, sources)
        if isinstance(item, exp.Func):
            return self._function(item)
        return None

    def _cast(self, item: exp.Cast) -> Typed | None:
        try:
            return self.context.typed(read_type(Cursor(item.to.sql(dialect=Postgres))))
        except (Unreadable, SqlError):
            return None

    def _function(self, item: exp.Func) -> Typed | None:
        name = item.name.lower() if isinstance(item, exp.Anonymous) else item.sql_name().lower()
        if name in _RESULTS:
            return plain(_RESULTS[name])
        found = {
            function.result
            for (key, _), function in self.context.state.functions.items()
            if key.name == name and function.result is not None
        }
        return found.pop() if len(found) == 1 else None

    def first(self, items: Iterable[exp.Expression | None], sources: Sources) -> Typed | None:
        """Return the type that expressions have in common, as COALESCE and CASE have it."""
        kinds = [
            self.type_of(item, sources)
            for item in items
            if item is not None and not isinstance(item, exp.Null) and not _is_unknown_literal(item)
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
        return _widest(known)


def _from_items(select: exp.Select) -> Iterator[exp.Expression]:
    start = select.args.get("from_")
    if start is not None:
        yield start.this
    for join in select.args.get("joins") or ():
        yield join.this
    for lateral in select.args.get("laterals") or ():
        yield lateral


def _named_anew(columns: Columns | None, names: list[str]) -> Columns | None:
    if columns is None or not names:
        return columns
    return [(names[at] if at < len(names) else name, kind) for at, (name, kind) in enumerate(columns)]


def _united(left: Columns | None, right: Columns | None) -> Columns | None:
    if left is None:
        return None
    found: Columns = []
    for at, (name, kind) in enumerate(left):
        other = right[at][1] if right and at < len(right) else None
        if kind is not None and other is not None and kind.text != other.text:
            kind = _widest([kind, other])
        found.append((name, kind if kind is not None and other is not None else None))
    return found


def _name_of(item: exp.Expression) -> str:
    """Return what PostgreSQL calls a column of a query that is not named."""
    if item.alias:
        return str(item.alias)
    while isinstance(item, exp.Cast | exp.Paren):
        inner = item.this
        if isinstance(item, exp.Cast) and not isinstance(inner, exp.Column | exp.Func | exp.Paren | exp.Cast):
            return item.to.sql(dialect=Postgres).lower().split("(")[0]
        item = inner
    if isinstance(item, exp.Column):
        return str(item.name)
    if isinstance(item, exp.Case):
        return "case"
    if isinstance(item, exp.Boolean):
        return "bool"
    if isinstance(item, exp.Window):
        return _name_of(item.this)
    if isinstance(item, exp.CurrentTimestamp):
        return "current_timestamp" if item.meta.get("written") else "now"
    if isinstance(item, exp.Anonymous):
        return str(item.name).lower()
    return item.sql_name().lower() if isinstance(item, exp.Func) else "?column?"


def _column_type(item: exp.Column, sources: Sources) -> Typed | None:
    for alias, columns in sources.items():
        if item.table and item.table != alias:
            continue
        for name, kind in columns or ():
            if name == item.name:
                return kind
    return None


@lru_cache(maxsize=64)
def plain(name: str) -> Typed:
    """Return one of PostgreSQL's own types."""
    return Typed(read_type(Cursor(name)))


def _is_unknown_literal(item: exp.Expression) -> bool:
    return isinstance(item, exp.Literal) and item.is_string


_WIDTHS = ("smallint", "integer", "bigint", "numeric", "real", "double precision")


def _widest(kinds: Iterable[Typed]) -> Typed | None:
    keys = [kind.key for kind in kinds]
    if all(key in _WIDTHS for key in keys):
        return plain(_WIDTHS[max(_WIDTHS.index(key) for key in keys)])
    if all(key in {"text", "character varying"} for key in keys):
        return plain("text" if "text" in keys else "character varying")
    return None


_INTEGER, _BIGINT = 2**31, 2**63


def _literal(_: _Reading, item: exp.Expression, __: Sources) -> Typed | None:
    assert isinstance(item, exp.Literal)
    if item.is_string:
        return plain("text")
    if not item.name.isdigit():
        return plain("numeric")
    value = int(item.name)
    return plain("integer" if value < _INTEGER else "bigint" if value < _BIGINT else "numeric")


_SUMS = {"smallint": "bigint", "integer": "bigint", "bigint": "numeric"}
_MEANS = {"smallint": "numeric", "integer": "numeric", "bigint": "numeric", "real": "double precision"}


def _aggregate(results: Mapping[str, str]) -> Callable[[_Reading, exp.Expression, Sources], Typed | None]:
    def read(reading: _Reading, item: exp.Expression, sources: Sources) -> Typed | None:
        kind = reading.type_of(item.this, sources)
        if kind is None:
            return None
        key = kind.key
        return plain(results[key]) if key in results else replace(kind, ref=replace(kind.ref, modifiers=()))

    return read


def _arithmetic(reading: _Reading, item: exp.Expression, sources: Sources) -> Typed | None:
    assert isinstance(item, exp.Binary)
    kinds = [reading.type_of(side, sources) for side in (item.left, item.right)]
    known = [kind for kind in kinds if kind is not None]
    return _widest(known) if len(known) == len(kinds) else None


def _same(reading: _Reading, item: exp.Expression, sources: Sources) -> Typed | None:
    return reading.type_of(item.this, sources)


def _bare(reading: _Reading, item: exp.Expression, sources: Sources) -> Typed | None:
    kind = reading.type_of(item.this, sources)
    return replace(kind, ref=replace(kind.ref, modifiers=())) if kind else None


def _case(reading: _Reading, item: exp.Expression, sources: Sources) -> Typed | None:
    branches = [each.args.get("true") for each in item.args.get("ifs") or ()]
    return reading.first([*branches, item.args.get("default")], sources)


def _coalesce(reading: _Reading, item: exp.Expression, sources: Sources) -> Typed | None:
    return reading.first([item.this, *item.expressions], sources)


def _array(reading: _Reading, item: exp.Expression, sources: Sources) -> Typed | None:
    kind = reading.type_of(item.this, sources)
    return replace(kind, ref=replace(kind.ref, modifiers=(), array=True)) if kind else None


def _array_of(reading: _Reading, item: exp.Expression, sources: Sources) -> Typed | None:
    kind = reading.first(item.expressions, sources)
    return replace(kind, ref=replace(kind.ref, modifiers=(), array=True)) if kind else None


def _always(name: str) -> Callable[[_Reading, exp.Expression, Sources], Typed | None]:
    return lambda _, __, ___: plain(name)


_BOOLEAN = (exp.Predicate, exp.Not, exp.And, exp.Or, exp.Boolean, exp.Exists, exp.In, exp.Is)
_Kinds = type[exp.Expression] | tuple[type[exp.Expression], ...]
_BY_KIND: tuple[tuple[_Kinds, Callable[[_Reading, exp.Expression, Sources], Typed | None]], ...] = (
    (exp.Literal, _literal),
    (exp.Null, _always("text")),
    ((exp.Paren, exp.Neg, exp.Window, exp.Filter, exp.Distinct), _same),
    (exp.ArrayAgg, _array),
    (exp.Array, _array_of),
    (exp.Collate, _same),
    (exp.Count, _always("bigint")),
    ((exp.RowNumber, exp.Rank, exp.DenseRank), _always("bigint")),
    (exp.Sum, _aggregate(_SUMS)),
    (exp.Avg, _aggregate(_MEANS)),
    ((exp.Max, exp.Min), _bare),
    ((exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod), _arithmetic),
    (exp.Case, _case),
    ((exp.Coalesce, exp.Greatest, exp.Least), _coalesce),
    (exp.CurrentTimestamp, _always("timestamp with time zone")),
    (exp.CurrentDate, _always("date")),
    ((exp.DPipe, exp.Lower, exp.Upper, exp.Trim, exp.Substring, exp.Concat, exp.GroupConcat), _always("text")),
    ((exp.LogicalOr, exp.LogicalAnd), _always("boolean")),
    (exp.Length, _always("integer")),
    (exp.Extract, _always("numeric")),
)
# Functions whose result is of one type whatever they are given.
_RESULTS = {
    "now": "timestamp with time zone",
    "clock_timestamp": "timestamp with time zone",
    "gen_random_uuid": "uuid",
    "uuid": "uuid",
    "nextval": "bigint",
    "currval": "bigint",
    "lastval": "bigint",
    "to_char": "text",
    "md5": "text",
    "replace": "text",
    "split_part": "text",
    "initcap": "text",
    "left": "text",
    "right": "text",
    "string_agg": "text",
    "array_to_string": "text",
    "to_date": "date",
    "to_timestamp": "timestamp with time zone",
    "jsonb_build_object": "jsonb",
    "jsonb_agg": "jsonb",
    "to_jsonb": "jsonb",
    "json_build_object": "json",
    "json_agg": "json",
    "row_to_json": "json",
    "to_json": "json",
    "array_length": "integer",
    "cardinality": "integer",
    "random": "double precision",
}
