"""Enums, domains, sequences, functions, and the objects that are kept as a name and a definition."""

from __future__ import annotations

from collections.abc import Iterator

from harness.declared import printing
from harness.declared.objects import (
    CompositeState,
    DomainState,
    EnumState,
    FunctionState,
    OtherTypeState,
    SequenceState,
    qualified,
)
from harness.declared.result.parts import at
from harness.declared.state import State
from harness.schema import (
    Domain,
    Enum,
    Expression,
    Function,
    Object,
    Sequence,
    quoted,
)


def enum(state: EnumState) -> Enum:
    return Enum(name=state.name, owner=state.owner, labels=state.labels, **at(state.place))


def domain(state: DomainState) -> Domain:
    return Domain(
        name=state.name,
        owner=state.owner,
        base=state.base.text,
        not_null=state.not_null,
        default=Expression(None, state.default) if state.default else None,
        collation=state.collation,
        checks=tuple(
            (name, text if valid else f"{text} NOT VALID", valid)
            for name, (text, valid) in sorted(state.checks.items())
        ),
        **at(state.place),
    )


def sequence(state: SequenceState) -> Sequence:
    column = f"{state.owned_by[0]}.{quoted(state.owned_by[1])}" if state.owned_by else None
    same = ("name", "owner", "type", "start", "minimum", "maximum", "increment", "cycle", "cache", "persistence")
    return Sequence(
        owned_by=None if state.identity else column,
        identity_of=column if state.identity else None,
        **{key: getattr(state, key) for key in same},
        **at(state.place),
    )


def function(state: FunctionState) -> Function:
    return Function(
        name=state.name,
        arguments=state.arguments,
        owner=state.owner,
        flavour=state.flavour,
        definition=printing.function(state),
        **at(state.place),
    )


def objects(state: State) -> Iterator[Object]:
    for other in state.others.values():
        yield Object(
            of=other.kind,
            name=other.name,
            definition=other.definition,
            owner=other.owner,
            **at(other.place),
        )
    for kind in state.types.values():
        if isinstance(kind, CompositeState | OtherTypeState):
            yield Object(
                of="type",
                name=qualified(kind.name).removeprefix("public."),
                definition=printing.composite(kind) if isinstance(kind, CompositeState) else kind.definition,
                owner=kind.owner,
                **at(kind.place),
            )
    for table in state.tables.values():
        for name, rule in table.rules.items():
            label = f"{qualified(table.name)}.{quoted(name)}".removeprefix("public.")
            definition = f"CREATE RULE {quoted(name)} {rule.definition}"
            yield Object(of="rule", name=label, definition=definition, table=table.name, **at(rule.place))
