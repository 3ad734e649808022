"""What can be dropped, and what depends on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from harness.declared.expressions import mentioned
from harness.declared.fold.context import Context
from harness.declared.objects import TableState
from harness.declared.record import Record
from harness.schema import Name


class Thing(Record, frozen=True):
    """Something that can be dropped: its kind, its name, and what it is within that."""

    kind: str
    name: Name
    part: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.name}{'.' + self.part if self.part else ''}"


class Dependent(Record, frozen=True):
    """What depends on a thing; `auto`: it goes along even without CASCADE."""

    thing: Thing
    auto: bool = False


def mentions(context: Context, text: str, name: Name) -> bool:
    for schema, found in mentioned(text):
        if found == name.name and (schema == name.namespace or (schema is None and name.namespace in context.path)):
            return True
    return False


def by_body(context: Context, names: set[Name]) -> Iterator[Dependent]:
    """Yield functions with an SQL-standard body, which PostgreSQL keeps parsed."""
    for (name, arguments), function in context.state.functions.items():
        said = function.said
        if said and said.code is None and any(mentions(context, said.body.text, each) for each in names):
            yield Dependent(Thing("function", name, arguments))


def bare_names(text: str) -> set[str]:
    """Return the names in a text, whatever qualifies them."""
    return {name for _, name in mentioned(text)}


def expressions(key: Name, table: TableState, reads: Callable[[str | None], bool]) -> Iterator[Dependent]:
    """Yield what of a table holds an expression that reads something."""
    for column in table.columns.values():
        if reads(column.default):
            yield Dependent(Thing("default", key, column.name))
        if column.generated and reads(column.generated[0]):
            yield Dependent(Thing("column", key, column.name))
    for constraint in table.constraints.values():
        if reads(constraint.said.expression.text if constraint.said.expression else None):
            yield Dependent(Thing("constraint", key, constraint.name))
    for index in table.indexes.values():
        texts = [each.expression.text for each in index.elements if each.expression]
        if any(reads(text) for text in [*texts, index.where]):
            yield Dependent(Thing("index", key, index.name))
    for policy in table.policies.values():
        if any(reads(each.text) for each in (policy.said.using, policy.said.check) if each):
            yield Dependent(Thing("policy", key, policy.said.name))


def others(context: Context, kind: str, fits: Callable[[str, str], bool]) -> Iterator[Dependent]:
    """Yield the objects of a kind whose name and definition fit."""
    for (each, name), other in context.state.others.items():
        if each == kind and fits(name, other.definition):
            yield Dependent(Thing("other", Name(each, name)))


def bare_name(label: str) -> str:
    return label.rpartition(".")[2].strip('"')
