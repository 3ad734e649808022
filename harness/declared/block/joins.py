"""Joins the elements of FROM row by row, testing each condition as soon as its columns are there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlglot import exp

from harness.declared.block.compare import all_of
from harness.declared.block.errors import SqlError, Unevaluated
from harness.declared.block.scope import MISSING, Scope, folded
from harness.declared.block.sources import Lookups, Source
from harness.declared.block.values import Reg, Row, Unknown

if TYPE_CHECKING:
    from harness.declared.block.evaluate import Evaluator

_MOST = 200_000  # rows that a join may look at
Items = dict[str, Row]


class _Null(Row):
    """The row of the other side of a LEFT JOIN that found none."""

    def get_column(self, name: str) -> object:
        return self.get(name)


@dataclass(slots=True)
class _Stage:
    """One element of FROM and the conditions to test once its row is there."""

    source: Source
    left: bool = False
    on: list[exp.Expr] = field(default_factory=list)
    where: list[exp.Expr] = field(default_factory=list)
    using: list[str] = field(default_factory=list)


class Joins:
    """The rows of one FROM clause under its WHERE clause."""

    def __init__(self, evaluator: Evaluator, select: exp.Select, scope: Scope) -> None:
        self._evaluator, self._scope = evaluator, scope
        self.doubt: Unknown | None = None
        self._stages: list[_Stage] = []
        self._late: list[exp.Expr] = []
        self._looked_at = 0
        from_ = select.args.get("from_")
        conditions = _conjuncts(select.args["where"].this) if select.args.get("where") else []
        if from_ is not None:
            self._add(from_.this, None)
        for join in select.args.get("joins") or ():
            conditions += self._add(join.this, join)
        self._columns = {stage.source.alias: stage.source.columns(scope) for stage in self._stages}
        self._order = [stage.source.alias for stage in self._stages]
        for condition in conditions:
            self._place(condition)

    @property
    def aliases(self) -> list[str]:
        return self._order

    def columns(self, alias: str) -> list[str] | None:
        return self._columns[alias]

    def rows(self) -> list[Items]:
        """Return the rows that are sure to pass; `doubt` is set where others may."""
        if not all(self._certain(condition) for condition in self._late if not _columns_in(condition)):
            return []
        found: list[Items] = [{}]
        for stage in self._stages:
            found = [items for before in found for items in self._extended(stage, before)]
        return [items for items in found if self._passes(self._late, items)]

    def _add(self, node: exp.Expr, join: exp.Join | None) -> list[exp.Expr]:
        """Add an element of FROM; returns the conditions that count as the WHERE clause's."""
        # A table that carries joins of its own is `a join b on …` behind a comma.
        own = node.args.get("joins") if isinstance(node, exp.Table) else None
        stage = _Stage(Source(self._evaluator, node))
        if any(stage.source.alias == other.source.alias for other in self._stages):
            raise Unevaluated("one name for two tables")
        self._stages.append(stage)
        conditions: list[exp.Expr] = []
        if join is not None:
            side, method = str(join.args.get("side") or "").upper(), str(join.args.get("method") or "").upper()
            if side not in ("", "LEFT") or method:
                raise Unevaluated(f"{method or side} JOIN")
            on = join.args.get("on")
            stage.left = side == "LEFT"
            stage.using = [folded(item) for item in join.args.get("using") or ()]
            told = _conjuncts(on) if on is not None else []
            if stage.left:
                stage.on = told
            else:
                conditions = told
        for inner in own or ():
            conditions += self._add(inner.this, inner)
        return conditions

    def _place(self, condition: exp.Expr) -> None:
        """Put a condition where the last of its columns appears; one with a subquery at the end."""
        last = -1
        for column in _columns_in(condition):
            aliases = self._holders(column)
            if aliases is None:
                self._late.append(condition)
                return
            last = max([last, *(self._order.index(alias) for alias in aliases)])
        if last < 0 or condition.find(exp.Query):
            self._late.append(condition)
        else:
            self._stages[last].where.append(condition)

    def _holders(self, column: exp.Column) -> list[str] | None:
        """Return the elements of FROM that a column is of; none for an outer one, None where that is not known."""
        table = folded(column.args.get("table"))
        if table:
            return [table] if table in self._columns else []
        name = folded(column.this)
        if any(columns is None for columns in self._columns.values()):
            return None
        found = [alias for alias, columns in self._columns.items() if name in (columns or ()) or name == alias]
        if found and self._scope.variables.find((name,)) is not MISSING:
            preferred = self._scope.variables.prefers_column()
            if preferred is None:
                raise SqlError("ambiguous_column", f'column reference "{name}" is ambiguous')
            return found if preferred else []
        return found

    def _extended(self, stage: _Stage, before: Items) -> Iterator[Items]:
        scope = self._scope.inner(before)
        relation = stage.source.read(scope, self._lookups(stage, scope))
        matched = False
        for row in relation.rows:
            self._looked_at += 1
            if self._looked_at > _MOST:
                raise Unevaluated("a join of very many rows")
            items = {**before, stage.source.alias: row}
            if not self._used(stage, before, row) or not self._passes(stage.on, items):
                continue
            matched = True
            if self._passes(stage.where, items):
                yield items
        if relation.doubt:
            self.doubt = relation.doubt
        elif stage.left and not matched and not self.doubt:
            items = {**before, stage.source.alias: _Null(dict.fromkeys(relation.columns or (), None))}
            if self._passes(stage.where, items):
                yield items

    def _used(self, stage: _Stage, before: Items, row: Row) -> bool:
        for name in stage.using:
            left = next((item[name] for item in before.values() if name in item), None)
            if not self._sure(self._evaluator.compare("=", left, row.get(name))):
                return False
        return True

    def _lookups(self, stage: _Stage, scope: Scope) -> Lookups:
        """Return the columns of this element that a condition sets equal to a value that is there already."""
        found: Lookups = []
        for condition in (*stage.on, *(() if stage.left else stage.where)):
            if not isinstance(condition, exp.EQ):
                continue
            for own, other in ((condition.this, condition.expression), (condition.expression, condition.this)):
                if self._is_own(own, stage.source.alias) and self._is_earlier(other, scope):
                    value = self._evaluator.value(other, scope)
                    if isinstance(value, str | int | Reg) and not isinstance(value, bool):
                        found.append((folded(own.this), value))
        return found

    def _is_own(self, node: exp.Expr, alias: str) -> bool:
        return isinstance(node, exp.Column) and self._holders(node) == [alias]

    def _is_earlier(self, node: exp.Expr, scope: Scope) -> bool:
        if isinstance(node, exp.Any | exp.All | exp.Query) or node.find(exp.Query, exp.Any, exp.All):
            return False
        if isinstance(node, exp.Anonymous) and str(node.this).lower() in ("all", "some"):
            return False
        holders = [self._holders(column) for column in _columns_in(node)]
        return all(found is not None and all(alias in scope.items for alias in found) for found in holders)

    def _passes(self, conditions: list[exp.Expr], items: Items) -> bool:
        if not conditions:
            return True
        scope = self._scope.inner(items)
        return self._sure(all_of(self._evaluator.value(condition, scope) for condition in conditions))

    def _certain(self, condition: exp.Expr) -> bool:
        return self._sure(all_of([self._evaluator.value(condition, self._scope)]))

    def _sure(self, truth: object) -> bool:
        if isinstance(truth, Unknown):
            self.doubt = Unknown(truth.reason)
        return truth is True


def _conjuncts(condition: exp.Expr) -> list[exp.Expr]:
    """Return the operands of the outermost AND."""
    condition = condition.unnest()
    found: list[exp.Expr] = []
    while isinstance(condition, exp.And):
        found[:0] = [condition.expression]
        condition = condition.this.unnest()
    return [condition, *(part for item in found for part in _conjuncts(item))]


def _columns_in(node: exp.Expr) -> list[exp.Column]:
    return list(node.find_all(exp.Column))
