"""Tables as rows see them: what each column can hold, what a row must satisfy, and which values are worth trying."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product

from harness.declared.expressions import columns_in, renamed
from harness.rows import values
from harness.rows.asking import Ask, Failing, Question
from harness.rows.candidates.candidates import Candidates, Request
from harness.rows.candidates.mining import mine
from harness.rows.conflict import Conflict, conflicts
from harness.rows.demand import Clause, Demand, demands, generated_by, predicate
from harness.rows.facts import Facts, Tuple
from harness.rows.kind import Kind, Kinds, Value
from harness.schema import Column, ForeignKey, Name, PrimaryKey, Schema, Table, Unique, quoted

_DRAWN = re.compile(r"(?i)nextval|random|uuid")
_CLOCK = re.compile(r"(?i)now\(|clock_|current_|localtime|timestamp\(|timeofday")
_MOST = 1_500  # rows of candidates that a clause is asked about at first
_COMBINED = 24  # combinations of values that a requested expression is asked about
_PLAIN = 3  # plain values that stand first among a column's candidates


@dataclass
class Model:
    """One table: its columns that a row can choose, their types, the demands on a row, and candidates of values.

    `keys` are what no two rows may have alike, `conflicts` what else keeps rows apart, `predicates` those of partial
    unique indexes and exclusions, by name. `pools` has the columns that conditions read, and those of few values; best
    candidates first, NULL last. `defaults` are the values of defaults that are always the same. `partitions` are the
    tables below it, `parts` what their parts of each index are called. `wishes` is what referencing tables demand of
    its keys; `functions` the bodies of trigger functions.
    """

    table: Table
    kinds: dict[str, Kind]
    demands: tuple[Demand, ...]
    keys: tuple[tuple[str, tuple[str, ...]], ...]
    wishes: list[Demand] = field(default_factory=list)
    predicates: dict[str, Demand] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    partitions: frozenset[Name] = frozenset()
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, Value] = field(default_factory=dict)
    candidates: Candidates = field(default_factory=Candidates)
    pools: dict[str, list[Value]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that a row can choose."""
        return tuple(column for column in self.table.columns if not column.generated)

    @property
    def single(self) -> bool:
        """Whether a unique index on a constant lets the table have one row only."""
        names = self.kinds.keys()
        return any(
            index.unique
            and index.predicate is None
            and not any(index.columns)
            and not any(columns_in(element, names) for element in index.elements)
            for index in self.table.indexes
        )

    @property
    def counted(self) -> set[str]:
        """The columns whose values a sequence gives out."""
        return {each.name for each in self.columns if each.identity_kind or "nextval(" in str(each.default or "")}

    def nullable(self, column: str) -> bool:
        """Say whether a column takes NULL."""
        return self.kinds[column].nullable and not self.required[column]

    @property
    def required(self) -> dict[str, bool]:
        """Whether each column is NOT NULL by itself or as a part of the primary key."""
        return {column.name: column.not_null for column in self.table.columns}

    def connected(self, columns: Iterable[str]) -> tuple[str, ...]:
        """Return the columns that demands connect with these, directly or through others, these first."""
        found = dict.fromkeys(column for column in columns if column in self.pools)
        size = -1
        while size != len(found):
            size = len(found)
            for demand in self.demands:
                if found.keys() & set(demand.columns):
                    found.update(dict.fromkeys(column for column in demand.columns if column in self.pools))
        return tuple(found)


def models(schema: Schema, ask: Ask, only: Iterable[Name] | None = None) -> tuple[dict[Name, Model], Facts]:
    """Return a model of every table that rows can be put into, and what the server said meanwhile.

    Asks three times, for all tables at once. Raises what `ask` raises.
    """
    kinds, facts = Kinds(schema), Facts(ask)
    wanted = None if only is None else set(only)
    found = {
        table.name: _model(schema, table, kinds)
        for table in schema.tables
        if table.relkind != "foreign table" and (wanted is None or table.name in wanted)
    }
    _wish(found)
    for model in found.values():
        clauses = list(_clauses(model))
        read = {column: model.kinds[column] for clause in clauses for column in clause.columns}
        read |= {column: model.kinds[column] for each in model.conflicts for column in each.inside}
        finite = {name: kind for name, kind in model.kinds.items() if kind.finite}
        texts = [_as_columns(clause) for clause in clauses]
        model.candidates = mine({**read, **finite}, texts)
        for column in model.counted & read.keys():
            keys = (values.key(model.kinds[column], number) for number in range(_PLAIN))
            model.candidates.add(column, (each for each in keys if each is not None))
    _settle(found.values(), ask)
    _requested(found.values(), ask)
    _evaluated(found.values(), ask)
    facts.learn(_first(found.values()))
    return found, facts


def _wish(found: Mapping[Name, Model]) -> None:
    """Tell each referenced column what the columns that reference it demand, directly or through others."""
    grown = True
    while grown:
        grown = False
        for model in found.values():
            for key in foreign_keys(model.table):
                parent = found.get(key.references)
                for column, referenced in zip(key.columns, key.referenced, strict=True) if parent else ():
                    for demand in (*model.demands, *model.wishes):
                        if demand.columns == (column,) and parent is not None:
                            grown = _told(parent, referenced, demand) or grown


def _told(parent: Model, column: str, demand: Demand) -> bool:
    """Add a wish to a table's; say whether it is new."""
    clauses = tuple(replace(clause, columns=(column,)) for clause in demand.clauses)
    wish = replace(demand, clauses=clauses)
    if wish in parent.wishes or wish in parent.demands:
        return False
    parent.wishes.append(wish)
    return True


def _clauses(model: Model) -> Iterator[Clause]:
    for demand in (*model.demands, *model.predicates.values(), *model.wishes):
        yield from demand.clauses


def _as_columns(clause: Clause) -> str:
    """Return a clause's text with the column's own name: what a domain says of VALUE, it says of that."""
    if len(clause.known_as) == 1 and clause.known_as[0][0] != clause.columns[0]:
        return renamed(clause.text, clause.known_as[0][0], clause.columns[0])
    return clause.text


def _model(schema: Schema, table: Table, kinds: Kinds) -> Model:
    own = {column.name: kinds.of(column) for column in table.columns}
    bodies = {str(each.name): each.definition for each in schema.functions}
    bodies |= {f"{each.name.namespace}.{each.name.name}": each.definition for each in schema.functions}
    found = {each.name.name: predicate(table, each, own) for each in table.indexes if each.predicate}
    return Model(
        table,
        own,
        tuple(demands(schema, table, own)),
        tuple(_keys(table)),
        predicates=found,
        conflicts=tuple(conflicts(table, generated_by(table))),
        partitions=_below(schema, table.name),
        parts={each.name.name: tuple(_parts(schema, table.name, each.name)) for each in table.indexes},
        functions=bodies,
    )


def _below(schema: Schema, name: Name) -> frozenset[Name]:
    """Return the partitions, and tables that inherit, of a table at every depth."""
    own = {each.name for each in schema.tables if name in each.parents}
    return frozenset(own).union(*(_below(schema, each) for each in own))


def _parts(schema: Schema, table: Name, index: Name) -> Iterator[str]:
    """Yield what the parts of an index are called that partitions have, at every depth: an error names them."""
    for each in schema.tables:
        for part in each.indexes if table in each.parents else ():
            if part.parent is not None and part.parent in {index.name, str(index), f"{index.namespace}.{index.name}"}:
                yield part.name.name
                yield from _parts(schema, each.name, part.name)


def _keys(table: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what no two rows may have alike, by the name that an error gives it: plain columns of all rows only."""
    generated = generated_by(table).keys()
    for constraint in table.constraints:
        if isinstance(constraint, PrimaryKey | Unique) and not generated & set(constraint.columns):
            yield constraint.name, constraint.columns
    for index in table.indexes:
        if index.unique and not index.constraint and index.predicate is None:
            columns = tuple(each for each in index.columns if each is not None)
            if len(columns) == len(index.columns) and not generated & set(columns):
                yield index.name.name, columns


def _settle(found: Iterable[Model], ask: Ask) -> None:
    """Have the server read every candidate, and keep those that are values, as it prints them."""
    places = [(model, column) for model in found for column in model.candidates.values]
    questions = []
    for model, column in places:
        offered = model.candidates.values[column]
        name = quoted(column)
        questions.append(
            Question(f"({name})", ((column, model.kinds[column].type),), tuple((each,) for each in offered))
        )
    for (model, column), answers in zip(places, ask(questions), strict=True):
        _take(model, column, list(model.candidates.values[column]), answers)


def _take(model: Model, column: str, offered: Sequence[str], answers: Sequence[Value | Failing]) -> None:
    kind, edges = model.kinds[column], model.candidates.edges.get(column, set())
    kept = {
        answer: given in edges
        for given, answer in zip(offered, answers, strict=True)
        if isinstance(answer, str) and _fits(kind, given)
    }
    nth = values.key if column in model.counted else values.nth
    plain = [each for number in range(_PLAIN) if (each := nth(kind, number)) in kept]
    order = [*plain, *(each for each, edge in kept.items() if edge), *kept]
    model.candidates.edges[column] = {each for each, edge in kept.items() if edge}
    pool: list[Value] = list(dict.fromkeys(order))
    model.pools[column] = [*pool, None] if model.nullable(column) else pool


def _fits(kind: Kind, value: str) -> bool:
    """Say whether a row can hold the value as it is: a cast cuts what is too long, an INSERT refuses it."""
    if kind.length is None or kind.array:
        return True
    return len(value) == kind.length if kind.base == "bit" else len(value) <= kind.length


def _evaluated(found: Iterable[Model], ask: Ask) -> None:
    """Ask for the values of defaults, clocks standing still within a transaction; of what is drawn nothing is known."""
    places = []
    for model in found:
        for column in model.columns:
            default = str(column.default) if column.default else model.kinds[column.name].default
            if default and not _DRAWN.search(default):
                places.append((model, column, default))
    questions = [
        Question(f"({default})::{model.kinds[column.name].type}", (), ((),)) for model, column, default in places
    ]
    for (model, column, default), (answer,) in zip(places, ask(questions), strict=True):
        if not isinstance(answer, Failing):
            model.defaults[column.name] = answer
            pool = model.pools.get(column.name)
            if pool is not None and not _CLOCK.search(default) and answer not in pool and answer is not None:
                pool.insert(0, answer)


def _requested(found: Iterable[Model], ask: Ask) -> None:
    """Add what expressions that columns are compared with are over values of what they read, and what is next to it."""
    places = [(model, request) for model in found for request in model.candidates.requests]
    if not places:
        return
    answers = ask([_question(model, request) for model, request in places])
    touched: dict[tuple[Name, str], tuple[Model, str]] = {}
    for (model, request), results in zip(places, answers, strict=True):
        kind = model.kinds[request.column]
        exact = dict.fromkeys(each for each in results if isinstance(each, str))
        for each in islice(exact, _COMBINED):
            model.candidates.add(request.column, (each, *values.neighbours(kind, each)), edge=True)
        touched[model.table.name, request.column] = (model, request.column)
    questions = [
        Question(
            f"({quoted(column)})",
            ((column, model.kinds[column].type),),
            tuple((each,) for each in model.candidates.values[column]),
        )
        for model, column in touched.values()
    ]
    for (model, column), results in zip(touched.values(), ask(questions), strict=True):
        _take(model, column, list(model.candidates.values[column]), results)


def _question(model: Model, request: Request) -> Question:
    pools = [model.pools.get(column, [None])[:6] for column in request.reads]
    rows = tuple(islice(product(*pools), _COMBINED))
    columns = tuple((column, model.kinds[column].type) for column in request.reads)
    return Question(request.expression, columns, rows, model.table.name.name)


def _first(found: Iterable[Model]) -> Iterator[tuple[Clause, Iterable[Tuple]]]:
    for model in found:
        for clause in _clauses(model):
            yield clause, rows_for(clause, model.pools)


def rows_for(clause: Clause, pools: Mapping[str, Sequence[Value]]) -> Iterator[Tuple]:
    """Yield the combinations of candidates that a clause is worth asking about, shortened where they would be many."""
    sizes = {column: len(pools.get(column, ())) for column in clause.columns}
    while _count(sizes.values()) > _MOST:
        largest = max(sizes, key=lambda column: sizes[column])
        sizes[largest] = sizes[largest] * 3 // 4
    yield from product(*(_shortened(pools.get(column, ()), sizes[column]) for column in clause.columns))


def _shortened(pool: Sequence[Value], size: int) -> Sequence[Value]:
    """Return the first candidates, NULL always among them where it is one at all."""
    if size >= len(pool):
        return pool
    return [*pool[: size - 1], None] if pool[-1] is None else pool[:size]


def _count(sizes: Iterable[int]) -> int:
    total = 1
    for size in sizes:
        total *= size
    return total


def foreign_keys(table: Table) -> tuple[ForeignKey, ...]:
    """Return the foreign keys of a table that are enforced and whose columns a row can choose."""
    generated = {column.name for column in table.columns if column.generated}
    return tuple(each for each in table.foreign_keys if each.enforced and not generated & set(each.columns))
