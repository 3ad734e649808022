"""Checks of tables and domains, and partitions: each clause true, false and unknown where it alone decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from harness.rows import values
from harness.rows.bench import Bench, Key
from harness.rows.condition import Truth
from harness.rows.conflict import Conflict
from harness.rows.demand import Demand
from harness.rows.excluded import never
from harness.rows.kind import Value
from harness.rows.outcome import clause_is, fulfilling
from harness.rows.proofs.proof import impossible
from harness.rows.solve import Found, Test
from harness.rows.witness import Made, Note, Witness
from harness.schema import ForeignKey

_VIOLATED = ("23514",)
_MOST_EDGES = 60
_WORDS: Mapping[Truth, str] = {True: "true", False: "false", None: "unknown"}


def demands(bench: Bench) -> Made:
    """Yield rows in which each clause decides, and rows next to every boundary."""
    for demand in bench.model.demands:
        made = list(_clauses(bench, demand))
        yield from made
        found = [each for each in made if isinstance(each, Witness)]
        seen = {each.asked for each in found}
        for witness in (*_edges(bench, demand), *_wholes(bench, demand)):
            if witness.asked not in seen:
                seen.add(witness.asked)
                found.append(witness)
                yield witness
        yield from _without(bench, demand, found)


def kind_of(demand: Demand) -> str:
    """Return the word for what a demand comes from."""
    return {"check": "check", "domain": "domain check", "partition": "partition"}[demand.source]


def _clauses(bench: Bench, demand: Demand) -> Made:
    for number, clause in enumerate(demand.clauses):
        for truth in (True, False, None):

            def wanted(truths: tuple[Truth, ...], number: int = number, truth: Truth = truth) -> bool:
                return truths[number] is truth and demand.condition.decides(number, truths)

            targets = [clause_is(bench.facts, clause, truth), fulfilling(bench.facts, demand, wanted)]
            found = _found(bench, demand, targets)
            told = f"{_short(clause.text)} is {_WORDS[truth]}"
            if found.values is not None:
                yield _witness(bench, demand, found.values, told)
            elif truth is not None or any(bench.model.nullable(column) for column in clause.columns):
                others = [each for each in bench.model.demands if each is not demand]
                proven = found.exhausted and impossible(bench.model, bench.facts, demand, wanted, others)
                if (
                    truth is True
                    and not proven
                    and clause.text.lower().endswith(" is null")
                    and len(clause.columns) == 1
                ):
                    proven = never(bench, demand, wanted, others, {clause.columns[0]: None})
                if len(demand.clauses) > 1 or truth is None:
                    why = "never decides as" if proven else "was not found to decide as"
                    yield Note(
                        bench.table.name,
                        demand.about,
                        kind_of(demand),
                        f"{_short(clause.text)} {why} {_WORDS[truth]}",
                        proven or truth is None,
                    )


def _found(bench: Bench, demand: Demand, targets: Sequence[Test]) -> Found:
    """Search for a row that breaks the demand alone; else for one that keys would refuse too, but only after it."""
    found = bench.solve({}, targets=targets, breaking={demand})
    if found.values is not None:
        return found
    later = [tie.of for tie in bench.ties if isinstance(tie.of, ForeignKey | Key | Conflict)]
    rejected = fulfilling(bench.facts, demand, lambda truths: demand.value(truths) is False)
    extra = {column: bench.model.pools[column] for column in demand.columns if column in bench.model.pools}
    refused = bench.solve({}, targets=[*targets, rejected], breaking={demand, *later}, extra=extra)
    return refused if refused.values is not None else found


def _wholes(bench: Bench, demand: Demand) -> Iterator[Witness]:
    """Yield a row for each outcome of the whole, for conditions whose clauses never decide alone."""
    for truth in (True, False):

        def is_so(truths: tuple[Truth, ...], truth: Truth = truth) -> bool:
            return demand.value(truths) is truth

        target = fulfilling(bench.facts, demand, is_so)
        found = _found(bench, demand, [target])
        if found.values is not None:
            yield _witness(bench, demand, found.values, f"the whole is {_WORDS[truth]}")
            changed = bench.update(found.values)
            if truth is False and changed and not bench.together():
                given = (bench.insert(bench.own),)
                yield Witness(
                    "rejects",
                    bench.table.name,
                    demand.about,
                    kind_of(demand),
                    "updated so that it is false",
                    changed,
                    given,
                    _VIOLATED,
                    demand.name or None,
                )


def _edges(bench: Bench, demand: Demand) -> Iterator[Witness]:
    """Yield rows with the values on both sides of each boundary that a clause draws, and on it."""
    edges = bench.model.candidates.edges
    for clause in demand.clauses:
        if len(clause.columns) == 1:
            column = clause.columns[0]
            pool = [value for value in bench.pools.get(column, ()) if value in edges.get(column, ())]
            rows: list[Mapping[str, Value]] = [{column: value} for value in pool[:_MOST_EDGES]]
        elif len(clause.columns) == 2:  # noqa: PLR2004 - a comparison of two columns
            rows = list(_pairs(bench, clause.columns[0], clause.columns[1]))
        else:
            rows = []
        for fixed in rows:
            found = bench.solve(fixed, breaking={demand})
            if found.values is not None and bench.facts.truths(demand, found.values) is not None:
                told = ", ".join(f"{column} {value}" for column, value in fixed.items())
                yield _witness(bench, demand, found.values, told)


def _pairs(bench: Bench, left: str, right: str) -> Iterator[Mapping[str, Value]]:
    value = bench.own.get(left)
    if value is not None:
        for other in (value, *values.neighbours(bench.model.kinds[left], value)):
            if other in bench.pools.get(right, ()):
                yield {left: value, right: other}


def _witness(bench: Bench, demand: Demand, row: Mapping[str, Value], told: str) -> Witness:
    truths = bench.facts.truths(demand, row)
    rejected = truths is None or demand.value(truths) is False
    return Witness(
        "rejects" if rejected else "accepts",
        bench.table.name,
        demand.about,
        kind_of(demand),
        told,
        bench.insert(row),
        (),
        _VIOLATED if rejected else (),
        (demand.name or None) if rejected else None,
    )


def _without(bench: Bench, demand: Demand, found: list[Witness]) -> Iterator[Note]:
    """Yield what is to be said of a demand that rejects nothing, or lets through only what is unknown."""
    table, kind = bench.table.name, kind_of(demand)
    if demand.source == "partition" or not demand.columns:
        return
    others = [each for each in bench.model.demands if each is not demand]

    def false(truths: tuple[Truth, ...]) -> bool:
        return demand.value(truths) is False

    if not any(each.sqlstates for each in found):
        alone = impossible(bench.model, bench.facts, demand, false)
        if alone:
            yield Note(
                table,
                demand.about,
                kind,
                f"no row can make it false: {demand.condition.text}",
                proven=True,
                reveals="vacuous",
            )
        elif impossible(bench.model, bench.facts, demand, false, others):
            yield Note(
                table,
                demand.about,
                kind,
                f"whatever it rejects, another check of the table rejects: {demand.condition.text}",
                proven=True,
                reveals="shadowed",
            )
        else:
            yield Note(
                table, demand.about, kind, f"no row was found that it rejects: {demand.condition.text}", proven=False
            )
    yield from _hole(bench, demand)


def _hole(bench: Bench, demand: Demand) -> Iterator[Note]:
    """Yield the nullable column through which a check lets rows pass unasked."""
    told = demand.condition.text.lower()
    if demand.source != "check" or " is null" in told or " is not null" in told or "coalesce" in told or "null" in told:
        return
    for column in demand.columns:
        if not bench.model.nullable(column):
            continue
        found = bench.solve({column: None}, breaking={demand})
        truths = bench.facts.truths(demand, found.values) if found.values is not None else None
        if truths is not None and demand.value(truths) is None:
            yield Note(
                bench.table.name,
                demand.about,
                kind_of(demand),
                f"a row with a null {column} passes unasked",
                proven=True,
                reveals="null-hole",
            )
            return


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"  # noqa: PLR2004 - what fits on a line
