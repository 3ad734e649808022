"""How many rows each table gets, and what makes its keys distinct: counted columns, and combinations of a few values.

Tables are gone through children first, because what a child needs may raise its parents' counts. All is said in terms
of hops and columns; numbers come of it when every count is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import ceil, prod

from harness.rows.demand import Demand
from harness.rows.model import Model
from harness.rows.stream.keys import Key, avoiding, keys_of
from harness.rows.stream.paths import Hop, Path, References
from harness.rows.stream.supply import Supply
from harness.rows.worlds import Unmade
from harness.schema import Name

FEW = 100  # rows of a table that nobody has named
Digit = Hop | str
Part = Path | str


@dataclass(slots=True)
class Arrangement:
    """What makes one table's rows distinct.

    `counted` columns count on by one after as many rows as all combinations of the digits given here are; `digits`
    change after as many rows as combinations of those before them are. `reach` are the tables whose counts limit a hop.
    `avoided` are conditions that no row may fulfil, because a key holds where they do.
    """

    counted: dict[str, tuple[Digit, ...]] = field(default_factory=dict)
    digits: dict[Digit, tuple[Digit, ...]] = field(default_factory=dict)
    reach: dict[Hop, tuple[Name, ...]] = field(default_factory=dict)
    checks: list[tuple[Key, tuple[Digit, ...]]] = field(default_factory=list)
    avoided: list[Demand] = field(default_factory=list)


@dataclass
class Counts:
    """Counts of all tables that take part; `named` are given, those of `standing` are there already.

    `supply` returns what is known of a column's distinct values; `apart` has hops that never lead to the same row as
    another.
    """

    models: Mapping[Name, Model]
    settled: Mapping[Name, References]
    named: Mapping[Name, int]
    standing: Mapping[Name, int]
    supply: Callable[[Name, str], Supply]
    apart: Mapping[Hop, Hop]
    needed: dict[Name, int] = field(default_factory=dict)
    arranged: dict[Name, Arrangement] = field(default_factory=dict)
    _most: dict[Name, int] = field(default_factory=dict)
    _keys: dict[Name, tuple[Key, ...]] = field(default_factory=dict)

    def arrange(self, children_first: list[Name]) -> dict[Name, int]:
        """Return the count of each table; raise `Unmade` where a key does not allow as many as are wanted."""
        self._top = max(self.named.values())
        found: dict[Name, int] = {}
        for name in children_first:
            if name in self.standing:
                found[name] = self.standing[name]
                continue
            most = self.most(name)
            wanted = self.named.get(name) or max(self.needed.get(name, 0), min(FEW, self._top))
            if most < wanted and (name in self.named or self.needed.get(name, 0) > most):
                raise Unmade(f"{self._narrowest(name)} allows {most:,} rows, not {wanted:,}", name)
            found[name] = self.needed[name] = min(wanted, most)
            self.arranged[name] = self._arranged(name, found[name])
        return found

    def keys(self, name: Name) -> tuple[Key, ...]:
        if name not in self._keys:
            self._keys[name] = keys_of(self.models[name])
        return self._keys[name]

    def most(self, name: Name) -> int:
        """Return how many rows a table can have at most, if its parents have as many as they can."""
        if name in self.standing:
            return self.standing[name]
        if name not in self._most:
            self._most[name] = self.named.get(name, self._top)  # of itself, where it references itself
            single = [1] if self.models[name].single else []
            self._most[name] = min([self._top, *single, *(self._possible(name, key) for key in self.keys(name))])
        return self._most[name]

    def _narrowest(self, name: Name) -> str:
        if self.models[name].single:
            return "a unique index"
        key = min(self.keys(name), key=lambda key: self._possible(name, key))
        return f"{key.name} ({', '.join(key.columns)})"

    def _possible(self, name: Name, key: Key) -> int:
        parts = self._parts(name, key)
        return self._top if parts is None or key.partial else prod(self._bound(name, part) for part in parts)

    def _bound(self, name: Name, part: Part) -> int:
        if isinstance(part, str):
            return self.supply(name, part).size
        return min(self._size(hop, lambda table: self.named.get(table) or self.most(table)) for hop in part)

    def _size(self, hop: Hop, count: Callable[[Name], int]) -> int:
        """Return how many rows a hop can lead to, from one and the same place."""
        if hop.kind == "earlier":
            return self._top
        if hop.kind == "aligned":
            sizes = [count(hop.parent), *(count(each.parent) for each in hop.up)]
            return max(1, sizes[0] // max(sizes[-1], 1))
        return count(hop.parent) - (1 if hop in self.apart else 0)

    def _parts(self, name: Name, key: Key) -> list[Part] | None:
        """Return what a key's combinations are made of; None where nothing limits them."""
        settled = self.settled[name]
        if key.nulls and settled.absent & set(key.columns):
            return None
        own = [column for column in key.columns if column not in settled.sources]
        if any(self.supply(name, column).size >= self._top for column in own):
            return None
        parts: list[Part] = [*self.identified(name, key), *own]
        if not parts:
            raise Unmade(f"{key.name} ({', '.join(key.columns)}) does not identify the rows that it comes from", name)
        return parts

    def identified(self, name: Name, key: Key) -> list[Path]:
        """Return the paths to rows that a key's columns identify, one for each first hop: the shortest."""
        found: dict[Hop, Path] = {}
        by_path: dict[Path, set[str]] = {}
        for column in key.columns:
            source = self.settled[name].sources.get(column)
            if source:
                by_path.setdefault(source.path, set()).add(source.column)
        for path, columns in sorted(by_path.items(), key=lambda item: len(item[0])):
            parent = path[-1].parent
            unique = any(set(each.columns) <= columns for each in self.keys(parent) if not each.partial)
            if path[0] not in found and (unique or parent in self.standing):
                found[path[0]] = path
        return list(found.values())

    def _arranged(self, name: Name, count: int) -> Arrangement:
        made = Arrangement()
        for key in self.keys(name):
            settled = self.settled[name]
            if (key.nulls and settled.absent & set(key.columns)) or count <= 1:
                continue
            self._distinct(name, key, count, made)
        return made

    def _distinct(self, name: Name, key: Key, count: int, made: Arrangement) -> None:
        paths = self.identified(name, key)
        own = [column for column in key.columns if column not in self.settled[name].sources]
        hops = {path[0] for path in paths if len(path) == 1}
        if any(column in made.counted and set(made.counted[column]) <= hops for column in own):
            return
        asked = [column for demand in self.models[name].demands for column in demand.columns]
        endless = [each for each in own if self.supply(name, each).size >= count and each not in made.digits]
        endless.sort(key=asked.count)  # what conditions read least is free to be counted
        if key.ranges:
            endless = [each for each in endless if key.ranges <= {each} or each not in key.ranges]
        if endless:
            column = next((each for each in endless if each in made.counted), None) or endless[0]
            first = next((hop for hop in hops if hop.kind == "free" and made.digits.get(hop, ()) == ()), None)
            if first is not None and column not in made.counted and self.supply(name, column).counted:
                made.digits[first] = ()
                made.counted[column] = (first,)
            else:
                made.counted[column] = ()
            return
        if key.computed:
            raise Unmade(f"{key.name} is of expressions, and none of its columns can be counted", name)
        self._combined(name, key, count, made, [*paths, *own])

    def _combined(self, name: Name, key: Key, count: int, made: Arrangement, parts: list[Part]) -> None:
        """Have a key's combinations go through all there are: each part changes after those before it have."""
        if key.partial and prod(self._now(name, part) for part in parts) < count:
            made.avoided.append(avoiding(key.partial))
            return
        parts.sort(key=lambda part: isinstance(part, str) or 2 * (part[0].kind == "aligned" or part[0] in self.apart))
        self._raise(name, key, count, parts)
        before: tuple[Digit, ...] = ()
        for part in parts:
            digit: Digit = part if isinstance(part, str) else part[0]
            if made.digits.setdefault(digit, before) != before or digit in made.counted:
                raise Unmade(
                    f"{key.name} shares columns with another key, and neither has one that can be counted", name
                )
            if not isinstance(part, str):
                made.reach[part[0]] = (*made.reach.get(part[0], ()), *(hop.parent for hop in part))
            before = (*before, digit)
        made.checks.append((key, before))

    def _now(self, name: Name, part: Part) -> int:
        """Return how many choices there are by the counts as they stand."""

        def count(table: Name) -> int:
            if table in self.standing:
                return self.standing[table]
            return self.named.get(table) or max(self.needed.get(table, 0), min(FEW, self._top, self.most(table)))

        if isinstance(part, str):
            return self.supply(name, part).size
        return min(self._size(hop, count) for hop in part)

    def _raise(self, name: Name, key: Key, count: int, parts: list[Part]) -> None:
        """Have parents that nobody has named be as many as the combinations need."""
        for part in sorted(
            (each for each in parts if not isinstance(each, str)), key=lambda part: self._now(name, part)
        ):
            total = prod(self._now(name, each) for each in parts)
            if total >= count:
                return
            wanted = ceil(count / (total // max(self._now(name, part), 1) or 1))
            for hop in part:
                more = wanted + (1 if hop in self.apart else 0)
                if hop.parent not in self.named and hop.parent not in self.standing:
                    raised = min(self.most(hop.parent), more)
                    self.needed[hop.parent] = max(self.needed.get(hop.parent, 0), raised)
        total = prod(self._now(name, each) for each in parts)
        if total < count:
            raise Unmade(f"{key.name} ({', '.join(key.columns)}) allows {total:,} rows, not {count:,}", name)
