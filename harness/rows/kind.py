"""What a column's type is, as rows need it: domains resolved to what they are made of, modifiers as numbers.

Every value is the text that the type's input function reads, whatever the type; None is NULL.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from harness.declared.tokens import Cursor
from harness.rows.condition import Clause, Condition, condition
from harness.schema import Column, Domain, Enum, Name, Object, Schema
from harness.schema.write.quoting import qualified, whole

Value = str | None
Form = Literal["", "range", "multirange", "composite"]

_MODIFIED = re.compile(r"(?P<before>[^(]*?) ?\((?P<modifiers>[-\d, ]+)\)(?P<after>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DomainCheck:
    """A CHECK of a domain: its name, the domain's printed name, and the condition on VALUE."""

    name: str
    domain: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Kind:
    """A type: `type` is what can be cast to without a domain's checks, `base` the same without modifiers or array.

    `labels` are an enum's; `elements` are an array's, `array` says that it is one. `nullable` is False where a domain
    forbids NULL, which `domain` then names. `form` is that of a type that somebody made of others, its `parts`; `tests`
    are the clauses on VALUE that each element of an array must pass.
    """

    type: str
    base: str
    modifiers: tuple[int, ...] = ()
    array: bool = False
    labels: tuple[str, ...] = ()
    checks: tuple[DomainCheck, ...] = ()
    nullable: bool = True
    default: str | None = None
    domain: str = ""
    form: Form = ""
    parts: tuple[Kind, ...] = ()
    tests: tuple[str, ...] = ()

    @property
    def finite(self) -> bool:
        """Whether all values can be listed."""
        return not self.array and (bool(self.labels) or self.base == "boolean")

    @property
    def element(self) -> Kind:
        """The type of an array's elements."""
        return replace(
            self, type=self.type.removesuffix("[]"), array=False, checks=(), nullable=True, default=None, tests=()
        )

    @property
    def length(self) -> int | None:
        """The most characters or bits that a value may have; None where there is no such limit."""
        limited = ("character varying", "character", "bit varying", "bit")
        return self.modifiers[0] if self.base in limited and self.modifiers else None


class Kinds:
    """The types of one schema."""

    def __init__(self, schema: Schema) -> None:
        self._domains: dict[str, Domain] = {}
        self._labels: dict[str, Enum] = {}
        for enum in schema.enums:
            self._labels |= dict.fromkeys(_spellings(enum.name), enum)
        for domain in schema.domains:
            self._domains |= dict.fromkeys(_spellings(domain.name), domain)
        self._made = {qualified(name): found for name, found in _made(schema.objects)}
        self._known: dict[str, Kind] = {}

    def of(self, column: Column) -> Kind:
        """Return the kind of a column."""
        return self.named(column.type)

    def named(self, type_: str) -> Kind:
        """Return the kind of a type as `format_type` prints it."""
        if type_ not in self._known:
            self._known[type_] = self._read(type_)
        return self._known[type_]

    def _read(self, type_: str) -> Kind:
        if type_ in self._domains:
            return self._over(self._domains[type_])
        array = type_.endswith("[]")
        found = _MODIFIED.fullmatch(type_.removesuffix("[]"))
        base = (found["before"] + found["after"]).strip() if found else type_.removesuffix("[]")
        modifiers = tuple(int(each) for each in found["modifiers"].split(",")) if found else ()
        if base == "character" and not modifiers and '"' not in base:
            modifiers = (1,)
        if array and base in self._domains:  # an array of a domain: its elements are of the domain
            return _of_domains(self.named(base))
        labels = self._labels[base].labels if base in self._labels else ()
        form, parts = self._made.get(qualified(base), ("", ()))
        return Kind(type_, base, modifiers, array, labels, form=form, parts=tuple(map(self.named, parts)))

    def _over(self, domain: Domain) -> Kind:
        inner = self.named(domain.base)
        checks = tuple(DomainCheck(name, str(domain.name), condition(checked(text))) for name, text, _ in domain.checks)
        default = str(domain.default) if domain.default else inner.default
        return Kind(
            inner.type,
            inner.base,
            inner.modifiers,
            inner.array,
            inner.labels,
            (*inner.checks, *checks),
            inner.nullable and not domain.not_null,
            default,
            str(domain.name),
        )


def _of_domains(element: Kind) -> Kind:
    """Return an array of a domain: the domain's checks are asked of each element."""
    checks = []
    for check in element.checks:
        each = f"select 1 from unnest(value) as harness_element(value) where not ({check.condition.text})"
        text = f"not exists ({each})"
        checks.append(DomainCheck(check.name, check.domain, Condition(text, Clause(text, 0), (text,))))
    tests = tuple(clause for check in element.checks for clause in check.condition.clauses)
    return replace(
        element,
        type=f"{element.type}[]",
        array=True,
        checks=tuple(checks),
        nullable=True,
        default=None,
        domain="",
        tests=tests,
    )


def _made(objects: Iterable[Object]) -> Iterator[tuple[str, tuple[Form, tuple[str, ...]]]]:
    """Yield the range, multirange and composite types that somebody made, by name, with the types that make them up."""
    for each in objects:
        if each.of != "type":
            continue
        subtype = re.match(r"range: subtype = (.*?)(?:, \w+ = |$)", each.definition)
        multi = re.search(r"multirange_type_name = (.*)$", each.definition)
        if subtype:
            yield each.name, ("range", (subtype[1],))
            yield multi[1] if multi else "", ("multirange", (each.name,))
        elif each.definition.startswith("composite ("):
            inside = Cursor(each.definition.removeprefix("composite")).parenthesised().text
            yield each.name, ("composite", tuple(_types(inside)))


def _types(fields: str) -> Iterator[str]:
    """Yield the types of `name type, …`."""
    cursor = Cursor(fields)
    while not cursor.done:
        cursor.name()
        yield cursor.expression(frozenset({",", "collate"})).text
        while not cursor.done and not cursor.take(","):
            cursor.skip()


def checked(definition: str) -> str:
    """Return the condition of `CHECK (…)` with whatever follows it left out."""
    found = re.match(r"(?is)\s*check\s*(\(.*\))(\s+no inherit|\s+not valid|\s+not enforced)*\s*$", definition)
    return found[1] if found else definition


def _spellings(name: Name) -> tuple[str, ...]:
    return (str(name), whole(name))
