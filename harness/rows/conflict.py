"""What keeps two rows apart and is no plain key: a unique index on expressions or of some rows, an exclusion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from harness.declared.expressions import columns_in
from harness.rows.asking import Failing
from harness.rows.demand import Clause, replaced
from harness.rows.facts import Facts
from harness.rows.kind import Kind, Value
from harness.rows.solve import Test
from harness.schema import Exclusion, Index, Table, Unique, quoted
from harness.schema.write.quoting import literal


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two rows conflict where each element of the one and of the other are as its operator says, and both are held.

    `elements` are expressions with their operators, over `columns` that a row can choose.
    """

    name: str
    columns: tuple[str, ...]
    elements: tuple[tuple[str, str], ...]
    predicate: str | None = None

    @property
    def inside(self) -> tuple[str, ...]:
        """The columns that stand in larger expressions: not every other value of theirs is another key."""
        plain = {quoted(column) for column in self.columns}
        texts = [each for each, _ in self.elements if each not in plain]
        return tuple(dict.fromkeys(column for text in texts for column in columns_in(text, self.columns)))

    @property
    def compared(self) -> tuple[str, ...]:
        """The columns that are compared, those of the predicate alone left out."""
        return tuple(column for column in self.columns if any(columns_in(each, [column]) for each, _ in self.elements))

    def with_row(self, other: Mapping[str, Value], kinds: Mapping[str, Kind]) -> Clause:
        """Return the clause that is true where a row conflicts with this one."""
        written = ", ".join(_written(column, kinds[column], other.get(column)) for column in self.columns)
        from_other = f"from (select {written}) as harness_other"
        parts = [f"({element}) {sign} (select {element} {from_other})" for element, sign in self.elements]
        if self.predicate is not None:
            parts += [f"({self.predicate})", f"(select {self.predicate} {from_other})"]
        known_as = tuple((column, kinds[column].type) for column in self.columns)
        return Clause(" and ".join(parts), self.columns, known_as, "harness")

    def apart(self, facts: Facts, other: Mapping[str, Value], kinds: Mapping[str, Kind]) -> Test:
        """Return the test that a row does not conflict with this one."""
        clause = self.with_row(other, kinds)

        def passes(row: Mapping[str, Value]) -> bool:
            answer = facts.truth(clause, row)
            return not isinstance(answer, Failing) and answer is not True

        return Test(self.columns, passes)


def conflicts(table: Table, generated: Mapping[str, str]) -> Iterator[Conflict]:
    """Yield what keeps rows of a table apart beside its plain keys; `generated` columns are what they are made of."""
    own = {each.name: each for each in table.constraints}
    for index in table.indexes:
        constraint = own.get(index.constraint or "")
        if isinstance(constraint, Exclusion):
            signs = constraint.operators
        elif index.unique and (index.predicate or not all(each and each not in generated for each in index.columns)):
            alike = index.nulls_not_distinct or (isinstance(constraint, Unique) and constraint.nulls_not_distinct)
            signs = ("is not distinct from" if alike else "=",) * len(index.elements)
        else:
            continue
        found = _conflict(table, index, signs, generated)
        if found.columns:
            yield found


def _conflict(table: Table, index: Index, signs: tuple[str, ...], generated: Mapping[str, str]) -> Conflict:
    elements = tuple((replaced(each, generated), sign) for each, sign in zip(index.elements, signs, strict=True))
    predicate = replaced(str(index.predicate), generated) if index.predicate is not None else None
    names = [column.name for column in table.columns if column.name not in generated]
    texts = [*(each for each, _ in elements), *([predicate] if predicate else [])]
    columns = tuple(dict.fromkeys(column for text in texts for column in columns_in(text, names)))
    return Conflict(index.constraint or index.name.name, columns, elements, predicate)


def _written(column: str, kind: Kind, value: Value) -> str:
    return f"{'null' if value is None else literal(value)}::{kind.type} as {quoted(column)}"
