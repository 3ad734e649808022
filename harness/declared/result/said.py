"""What is said about objects: comments and grants."""

from __future__ import annotations

from collections.abc import Iterator

from harness.declared import printing
from harness.declared.fold.context import Context
from harness.declared.objects import Address
from harness.declared.result.parts import at
from harness.declared.state import State
from harness.schema import (
    Comment,
    Grant,
    quoted,
)


def _on(state: State, address: Address) -> str:
    """Return what a comment or grant is on, as the catalog reader says it."""
    kind, name, part = address
    if kind == "database":
        return "database"
    if kind == "function":
        found = state.functions.get((name, part or ""))
        arguments = ", ".join(printing.force_qualified(each) for each in found.types) if found else part
        return f"function {name}({arguments})"
    if kind in {"type", "domain"}:
        return f"{kind} {name}"
    if kind in {"operator", "cast"}:
        return f"{kind} {_typed_name(kind, name.name)}"
    if not name.namespace:
        return f"{kind} {name.name if kind != 'schema' else quoted(name.name)}"
    return f"{kind} {name}.{quoted(part)}" if part is not None else f"{kind} {name}"


def _typed_name(kind: str, name: str) -> str:
    """Return an operator or a cast as its comment's address has it: every type qualified, an absent side left out."""
    head, _, inside = name.partition("(")
    joint = " as " if kind == "cast" else ", "
    types = [each for each in inside[:-1].split(joint) if each != "none"]
    return f"{head}({joint.join(printing.qualified_text(each) for each in types)})"


def comments(state: State) -> Iterator[Comment]:
    for address, each in state.comments.items():
        yield Comment(on=_on(state, address), text=each.text, **at(each.place))


def grants(context: Context) -> Iterator[Grant]:
    for address, each in context.state.grants.items():
        if address[0] == "default privileges":
            continue
        for grantee, place in each.places.items():
            options = each.options.get(grantee, frozenset())
            given = sorted(
                f"{name} with grant option" if name in options else name for name in each.given.get(grantee, ())
            )
            taken = sorted(each.taken.get(grantee, ()))
            if given or taken:
                yield Grant(
                    on=_on(context.state, address),
                    grantee=grantee,
                    privileges=tuple(given),
                    revoked=tuple(taken),
                    **at(place),
                )
