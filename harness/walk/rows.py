"""What a down does to rows: those that its own up put there may go, all others must stay as they were.

Rows can only be compared on columns that a table has before the up, after it, and after the down. What the up itself
changed is known from an application without any seed: a seed's rows are untouched exactly if the down, over them,
changes counts and hashes by the same amounts as it did without them, for both are sums over rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from harness.live.contents import Contents
from harness.schema import Name
from harness.walk.record import RowChange

Columns = Mapping[Name, tuple[str, ...]]
Delta = tuple[int, int]
Deltas = Mapping[Name, Delta]


@dataclass(frozen=True)
class OlderTables:
    """The tables that stand before an up and after it, the columns that they keep, and how its down moves their rows.

    `raised` is how the up moved rows, `deltas` how the down moved them, both seen where there is no seed.
    """

    columns: Columns = field(default_factory=dict)
    deltas: Deltas = field(default_factory=dict)
    raised: Deltas = field(default_factory=dict)

    @property
    def written(self) -> Columns:
        """The tables in which the up put or changed rows."""
        return {table: self.columns[table] for table, delta in self.raised.items() if delta != (0, 0)}

    def as_applied(self, raised: Deltas) -> OlderTables:
        """Return the same after another application of the up, whose keys, clocks and draws gave other rows.

        A down that took back what the up had put there is expected to take back what it has put there now.
        """
        taken_back = {
            table: (-count, -digest)
            for table, (count, digest) in raised.items()
            if _sum(self.raised[table], self.deltas.get(table, (0, 0))) == (0, 0)
        }
        return replace(self, deltas={**self.deltas, **taken_back}, raised={**self.raised, **raised})

    def within(self, columns: Columns) -> Columns:
        """Return the tables that still have every column that counts."""
        return {table: names for table, names in self.columns.items() if set(names) <= set(columns.get(table, ()))}


def shared(left: Columns, right: Columns) -> Columns:
    """Return, for each table that both sides have, the columns that both sides have."""
    return {
        table: both
        for table, names in left.items()
        if table in right and (both := tuple(name for name in names if name in right[table]))
    }


def deltas(before: Contents, after: Contents) -> Deltas:
    """Return by how much each table's count and hash moved."""
    return {
        table: (after.tables[table].count - old.count, after.tables[table].digest - old.digest)
        for table, old in before.tables.items()
        if table in after.tables
    }


def unexpected(before: Contents, after: Contents, expected: Deltas) -> tuple[RowChange, ...]:
    """Return the tables whose rows moved by something else than `expected`."""
    moved = deltas(before, after)
    return tuple(
        RowChange(table, before.tables[table].count, after.tables[table].count)
        for table, delta in moved.items()
        if delta != expected.get(table, (0, 0))
    )


def _sum(left: Delta, right: Delta) -> Delta:
    return left[0] + right[0], left[1] + right[1]
