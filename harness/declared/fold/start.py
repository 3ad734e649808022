"""What every database holds before the first statement."""

from __future__ import annotations

from harness.declared.objects import Address, CommentState, ExtensionState, GrantState, OtherState
from harness.declared.record import replace
from harness.declared.state import State
from harness.schema import Name, Schema

_NOWHERE = ("", 0)  # the place of what every database starts with


def initial_state(owner: str) -> State:
    """Return what every database holds before the first statement."""
    state = State()
    public = "pg_database_owner"
    state.namespaces["public"] = public, None
    state.others["schema", "public"] = OtherState("schema", "public", _NOWHERE, owner=public)
    properties = "connection limit -1, tablespace pg_default"
    state.others["database", "properties"] = OtherState(
        "database", "properties", _NOWHERE, owner=owner, definition=properties
    )
    state.extensions["plpgsql"] = ExtensionState("plpgsql", "pg_catalog", "1.0", _NOWHERE)
    schema: Address = ("schema", Name("", "public"), None)
    state.grants[schema] = GrantState(given={"public": frozenset({"USAGE"})}, places={"public": _NOWHERE})
    state.comments[schema] = CommentState("standard public schema", _NOWHERE)
    language: Address = ("extension", Name("", "plpgsql"), None)
    state.comments[language] = CommentState("PL/pgSQL procedural language", _NOWHERE)
    return state


def start_from(state: State, given: Schema) -> None:
    """Take over what a real database holds before the first statement, as far as statements can lean on it."""
    for extension in given.extensions:
        known = ExtensionState(extension.name, extension.namespace, extension.version, _NOWHERE)
        state.extensions[extension.name] = known
    for thing in given.objects:
        if thing.key in state.others:
            found = state.others[thing.key]
            state.others[thing.key] = replace(found, owner=thing.owner, definition=thing.definition)
