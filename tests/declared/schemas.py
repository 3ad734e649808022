"""Random schemas that PostgreSQL accepts, as a fold of SQL text returns them: with sources, not canonical forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from harness.schema import (
    Action,
    Check,
    Column,
    Comment,
    Constraint,
    Domain,
    Enum,
    Expression,
    ForeignKey,
    Index,
    Name,
    Object,
    PrimaryKey,
    Schema,
    Sequence,
    Table,
    Unique,
    quoted,
)
from tests.declared.alterations import alterations
from tests.declared.words import KINDS, Kind, Names, on, qualified

__all__ = ["alterations", "schemas"]

_ACTIONS: tuple[Action, ...] = ("no action", "restrict", "cascade", "set null", "set default")
_LIMITS = {"smallint": 2**15 - 1, "integer": 2**31 - 1, "bigint": 2**63 - 1}


@dataclass
class _Making:
    """A table while it is made."""

    name: Name
    columns: list[Column] = field(default_factory=list)
    constraints: list[Constraint] = field(default_factory=list)
    indexes: list[Index] = field(default_factory=list)
    kinds: dict[str, Kind] = field(default_factory=dict)

    @property
    def keys(self) -> list[tuple[str, ...]]:
        return [item.columns for item in self.constraints if isinstance(item, PrimaryKey | Unique)]


@st.composite
def schemas(draw: DrawFn, *, owner: str, tables: int = 4) -> Schema:
    """Return a valid schema of up to `tables` tables in two namespaces, all of it owned by `owner`."""
    return _Maker(draw, owner).schema(draw(st.integers(1, tables)))


class _Maker:
    def __init__(self, draw: DrawFn, owner: str) -> None:
        self.draw, self.owner = draw, owner
        self.names = Names(draw)
        self.enums: list[Enum] = []
        self.domains: list[Domain] = []
        self.sequences: list[Sequence] = []
        self.comments: list[Comment] = []

    def schema(self, count: int) -> Schema:
        own = self.draw(st.sampled_from(("shop", "My Shop")))
        self.namespaces = ("public", own)
        kinds = [*KINDS, *self._types()]
        made = [_Making(self._name()) for _ in range(count)]
        for table in made:
            self._columns(table, kinds)
            self._keys(table)
        for table in made:
            self._foreign_keys(table, made)
            self._checks(table)
            self._indexes(table)
        tables = [self._table(table) for table in made]
        return Schema(
            tables=_sorted(tables),
            enums=_sorted(self.enums),
            domains=_sorted(self.domains),
            sequences=_sorted(self.sequences),
            comments=_sorted(self.comments),
            objects=(Object(of="schema", name=quoted(own), definition="", owner=self.owner),),
        )

    def _some(self, probability: int = 3) -> bool:
        return self.draw(st.integers(0, probability)) == 0

    def _name(self, hint: str = "") -> Name:
        namespace = self.draw(st.sampled_from((self.namespaces[0], *self.namespaces)))
        return Name(namespace, self.names(hint=hint))

    def _types(self) -> Iterator[Kind]:
        if self._some(1):
            labels = self.draw(st.lists(st.sampled_from(("sad", "Happy", "it's", "so so")), min_size=1, unique=True))
            enum = Enum(name=self._name("mood"), owner=self.owner, labels=tuple(labels))
            self.enums.append(enum)
            first = "'" + labels[0].replace("'", "''") + "'"
            yield Kind(qualified(enum.name), (first,), (f"{{c}} <> {first}",))
        if self._some(1):
            base = self.draw(st.sampled_from(KINDS[:6]))
            name = self._name("domain")
            check = on(self.draw(st.sampled_from(base.checks)), "?").replace(quoted("?"), "value")
            domain = Domain(
                name=name,
                owner=self.owner,
                base=base.type,
                not_null=self._some(),
                default=self._maybe(base.defaults),
                checks=((self.names(hint="ck"), f"CHECK ({check})", True),),
            )
            self.domains.append(domain)
            yield Kind(qualified(name), base.defaults)

    def _maybe(self, sources: tuple[str, ...]) -> Expression | None:
        return Expression(None, self.draw(st.sampled_from(sources))) if sources and self._some(1) else None

    def _column(self, table: _Making, name: str, kind: Kind, **more: Any) -> Column:
        table.kinds[name] = kind
        column = Column(table=table.name, name=name, position=len(table.columns) + 1, type=kind.type, **more)
        table.columns.append(column)
        return column

    def _columns(self, table: _Making, kinds: list[Kind]) -> None:
        names = Names(self.draw)
        chosen = self.draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=5))
        for kind in chosen:
            self._column(table, names(), kind, not_null=self._some(1), default=self._maybe(kind.defaults))
        if self._some(1):
            self._numbered(table, names(hint="id"), serial=self._some(1))
        base = self.draw(st.sampled_from(table.columns))
        whole = [kind for kind in KINDS if kind.type == base.type and kind.type in {"integer", "bigint"}]
        if whole and not base.default and self._some(1):
            source = Expression(None, f"{quoted(base.name)} * 2")
            self._column(table, names(hint="gen"), whole[0], default=source, generated="stored")

    def _numbered(self, table: _Making, name: str, *, serial: bool) -> None:
        kind = self.draw(st.sampled_from([kind for kind in KINDS if kind.type in _LIMITS]))
        sequence = Name(table.name.namespace, self.names(hint="seq"))
        column = f"{table.name}.{quoted(name)}"
        regclass = "'" + qualified(sequence).replace("'", "''") + "'::regclass"
        if "\\" in regclass:
            regclass = "E" + regclass.replace("\\", "\\\\")
        self.sequences.append(
            Sequence(
                name=sequence,
                owner=self.owner,
                type=kind.type,
                start=1,
                minimum=1,
                maximum=_LIMITS[kind.type],
                increment=1,
                cycle=False,
                cache=1,
                owned_by=column if serial else None,
                identity_of=None if serial else column,
            )
        )
        if serial:
            self._column(table, name, kind, not_null=True, default=Expression(None, f"nextval({regclass})"))
        else:
            word = self.draw(st.sampled_from(("always", "by default")))
            self._column(table, name, kind, not_null=True, identity_kind=word)

    def _keys(self, table: _Making) -> None:
        usable = [column.name for column in table.columns if table.kinds[column.name].keyed]
        if usable and self._some(1):
            columns = self._chosen(usable)
            key = PrimaryKey(table=table.name, name=self.names(hint="pk"), definition="", columns=columns)
            self._backed(table, key)
            table.columns = [replace(item, not_null=item.not_null or item.name in columns) for item in table.columns]
        if usable and self._some(1):
            unique = Unique(
                table=table.name,
                name=self.names(hint="uq"),
                definition="",
                columns=self._chosen(usable),
                nulls_not_distinct=self._some(),
            )
            self._backed(table, replace(unique, deferrable=self._some() and not unique.nulls_not_distinct))

    def _chosen(self, names: list[str]) -> tuple[str, ...]:
        return tuple(self.draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True)))

    def _backed(self, table: _Making, key: PrimaryKey | Unique) -> None:
        """Add a key with the index that stands behind it."""
        table.constraints.append(key)
        table.indexes.append(
            Index(
                table=table.name,
                name=Name(table.name.namespace, key.name),
                definition="",
                method="btree",
                columns=key.columns,
                elements=tuple(quoted(name) for name in key.columns),
                unique=True,
                nulls_not_distinct=isinstance(key, Unique) and key.nulls_not_distinct,
                constraint=key.name,
            )
        )

    def _foreign_keys(self, table: _Making, every: list[_Making]) -> None:
        # A key that can be deferred cannot be referenced.
        targets = [
            (other, item.columns)
            for other in every
            for item in other.constraints
            if isinstance(item, PrimaryKey | Unique) and not item.deferrable
        ]
        if not targets or not self._some(1):
            return
        for other, referenced in self.draw(st.lists(st.sampled_from(targets), min_size=1, max_size=2)):
            names = [f"{name} of {len(table.columns)}" for name in referenced]
            for name, key in zip(names, referenced, strict=True):
                self._column(table, name, other.kinds[key])
            on_delete = self.draw(st.sampled_from(_ACTIONS))
            table.constraints.append(
                ForeignKey(
                    table=table.name,
                    name=self.names(hint="fk"),
                    definition="",
                    columns=tuple(names),
                    references=other.name,
                    referenced=referenced,
                    on_delete=on_delete,
                    on_update=self.draw(st.sampled_from(_ACTIONS)),
                    set_columns=tuple(names[:1]) if on_delete.startswith("set") and self._some() else (),
                    match=self.draw(st.sampled_from(("simple", "full"))),
                    deferrable=self._some(),
                )
            )

    def _checks(self, table: _Making) -> None:
        for column in table.columns:
            checks = table.kinds[column.name].checks
            if checks and self._some():
                source = on(self.draw(st.sampled_from(checks)), column.name)
                table.constraints.append(
                    Check(
                        table=table.name,
                        name=self.names(hint="ck"),
                        definition=f"CHECK ({source})",
                        expression=Expression(None, source),
                        columns=(column.name,),
                    )
                )

    def _indexes(self, table: _Making) -> None:
        usable = [column for column in table.columns if table.kinds[column.name].keyed]
        if not usable or not self._some(1):
            return
        for column in self.draw(st.lists(st.sampled_from(usable), min_size=1, max_size=2)):
            expressions = table.kinds[column.name].expressions
            spread = bool(expressions) and self._some(1)
            element = on(self.draw(st.sampled_from(expressions)), column.name) if spread else quoted(column.name)
            order = self.draw(st.sampled_from(("", "", " DESC", " NULLS FIRST", " DESC NULLS LAST")))
            source = f"{quoted(column.name)} is not null" if self._some() else None
            unique = self._some()
            name = Name(table.name.namespace, self.names(hint="ix"))
            where = f" WHERE {source}" if source else ""
            table.indexes.append(
                Index(
                    table=table.name,
                    name=name,
                    definition=f"CREATE {'UNIQUE ' if unique else ''}INDEX {quoted(name.name)}"
                    f" ON {qualified(table.name)} USING btree ({element}{order}){where}",
                    method="btree",
                    columns=(None if spread else column.name,),
                    elements=(element,),
                    predicate=Expression(None, source) if source else None,
                    unique=unique,
                )
            )

    def _table(self, making: _Making) -> Table:
        words = {"table": str(making.name), "column": making.columns[0].identity}
        for kind, name in words.items():
            if self._some():
                text = self.draw(st.sampled_from(("what it is", "it's\na \\ 100 % thing")))
                self.comments.append(Comment(on=f"{kind} {name}", text=text))
        return Table(
            name=making.name,
            owner=self.owner,
            columns=tuple(making.columns),
            constraints=_sorted(making.constraints),
            indexes=_sorted(making.indexes),
        )


def _sorted(parts: list[Any]) -> tuple[Any, ...]:
    return tuple(sorted(parts, key=lambda part: part.key))
