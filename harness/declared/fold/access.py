"""Comments and privileges: what is said about objects that stand already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from harness.declared.block.errors import SqlError, Unknowable
from harness.declared.fold.context import Context
from harness.declared.fold.others import other_name
from harness.declared.nodes import CommentOn, DefaultPrivileges, Grant, Routine
from harness.declared.objects import Address, CommentState, DomainState, GrantState, OtherState
from harness.declared.state import State
from harness.declared.tokens import Named
from harness.schema import Name, quoted

_MAINTAIN = 17  # the version that brought the privilege
_ALL: dict[str, tuple[str, ...]] = {
    "table": ("INSERT", "SELECT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"),
    "column": ("INSERT", "SELECT", "UPDATE", "REFERENCES"),
    "sequence": ("SELECT", "UPDATE", "USAGE"),
    "function": ("EXECUTE",),
    "type": ("USAGE",),
    "schema": ("USAGE", "CREATE"),
    "language": ("USAGE",),
    "foreign-data wrapper": ("USAGE",),
    "foreign server": ("USAGE",),
    "database": ("CREATE", "TEMPORARY", "CONNECT"),
}
# What everybody may do with a new object unless it is taken away.
_PUBLIC: dict[str, tuple[str, ...]] = {
    "function": ("EXECUTE",),
    "type": ("USAGE",),
    "language": ("USAGE",),
    "database": ("TEMPORARY", "CONNECT"),
}
_GROUP = {
    "domain": "type",
    "procedure": "function",
    "routine": "function",
    "server": "foreign server",
    "foreign data wrapper": "foreign-data wrapper",
    "view": "table",
}


def _relation_kind(context: Context, name: Name) -> str:
    kind = context.state.tables[name].kind
    return "view" if kind in {"view", "materialized view"} else "table"


def comment(context: Context, said: CommentOn) -> None:
    """Put a comment on what stands under the name, or take it away."""
    if isinstance(said.name, Named) and said.kind in {"table", "column"} and context.is_temporary(said.name):
        return
    address = _address(context, said)
    if address is None:
        return
    if said.text is None:
        context.state.comments.pop(address, None)
    else:
        context.state.comments[address] = CommentState(said.text, context.at(said.offset))


def _address(context: Context, said: CommentOn) -> Address | None:
    kind, name = said.kind, said.name
    if isinstance(name, Routine):
        return ("function", *context.routine(name, kind))
    assert name is not None
    if kind == "large object":
        raise Unknowable("large objects are data, which no statement declares", said.offset)
    if kind in {"role", "tablespace"}:
        return None
    if kind == "constraint" and said.on_domain:
        return "domain constraint", context.type_name(name), said.sub
    if kind in _PARTS:
        return _part_address(context, kind, name, said.sub or "")
    find = _ADDRESSES.get(kind)
    if find:
        return find(context, name)
    key = other_name(context, kind, name, said.detail)
    return key[0], Name("", key[1]), None


def _database(_: Context, __: Named) -> Address:
    return "database", Name("", ""), None


def _relation_address(context: Context, named: Named) -> Address:
    name = context.table(named)
    return _relation_kind(context, name), name, None


def _index(context: Context, named: Named) -> Address:
    return "index", context.index(named)[0], None


def _sequence(context: Context, named: Named) -> Address:
    return "sequence", context.sequence(named), None


def _type(context: Context, named: Named) -> Address:
    name = context.type_name(named)
    return "domain" if isinstance(context.state.types.get(name), DomainState) else "type", name, None


def _schema(context: Context, named: Named) -> Address:
    if named.name not in context.state.namespaces:
        raise SqlError("invalid_schema_name", f'schema "{named.name}" does not exist')
    return "schema", Name("", named.name), None


def _extension(_: Context, named: Named) -> Address:
    return "extension", Name("", named.name), None


_ADDRESSES: dict[str, Callable[[Context, Named], Address]] = {
    "database": _database,
    **dict.fromkeys(("table", "foreign table", "view", "materialized view"), _relation_address),
    "index": _index,
    "sequence": _sequence,
    "type": _type,
    "domain": _type,
    "schema": _schema,
    "extension": _extension,
}


_PARTS = {
    "constraint": "constraints",
    "trigger": "triggers",
    "policy": "policies",
    "rule": "rules",
    "column": "columns",
}


def _part_address(context: Context, kind: str, name: Named, sub: str) -> Address:
    if kind == "column":
        for candidate in context.candidates(name):
            if candidate in context.state.types:
                return "column", candidate, sub
    found = context.table(name)
    table = context.state.tables[found]
    if sub not in getattr(table, _PARTS[kind]) and not (kind == "column" and (table.is_view)):
        unnamed = kind == "constraint" and sub.endswith("_not_null")
        if not unnamed:
            raise SqlError(
                "undefined_column" if kind == "column" else "undefined_object", f'{kind} "{sub}" does not exist'
            )
    return kind, found, sub


# --- Privileges ------------------------------------------------------------------------------------------------------


def grant(context: Context, said: Grant) -> None:
    """Give or take privileges on objects."""
    group = _GROUP.get(said.kind, said.kind)
    if group == "large object":
        raise Unknowable("large objects are data, which no statement declares", said.offset)
    if group in {"parameter", "tablespace"}:
        return
    for address, kind in _granted_on(context, said, group):
        for privilege, columns in said.privileges:
            if columns:
                for column in columns:
                    _change(context, ("column", address[1], column), "column", privilege, said)
            else:
                _change(context, address, kind, privilege, said)


def _granted_on(context: Context, said: Grant, group: str) -> Iterator[tuple[Address, str]]:
    for schema in said.all_in:
        yield from _all_in(context, schema, group, said.kind)
    for target in said.targets:
        if isinstance(target, Routine):
            yield ("function", *context.routine(target, said.kind)), "function"
        elif group == "table":
            if not context.is_temporary(target):
                yield _relation(context, target)
        elif group in {"sequence", "type", "schema", "database"}:
            yield _ADDRESSES[group](context, target), group
        elif (group, target.name) != ("language", "plpgsql"):  # that is an extension's, as the catalog reader has it
            yield (group, Name("", quoted(target.name)), None), group


def _relation(context: Context, target: Named) -> tuple[Address, str]:
    for name in context.candidates(target):
        if name in context.state.tables:
            return (_relation_kind(context, name), name, None), "table"
        if name in context.state.sequences:
            return ("sequence", name, None), "sequence"
    raise SqlError("undefined_table", f'relation "{target.name}" does not exist')


def _all_in(context: Context, schema: str, group: str, word: str) -> Iterator[tuple[Address, str]]:
    state = context.state
    if schema not in state.namespaces:
        raise SqlError("invalid_schema_name", f'schema "{schema}" does not exist')
    if group == "table":
        for name in state.tables:
            if name.namespace == schema:
                yield (_relation_kind(context, name), name, None), "table"
    elif group == "sequence":
        for name in state.sequences:
            if name.namespace == schema:
                yield ("sequence", name, None), "sequence"
    else:
        for (name, arguments), function in state.functions.items():
            procedure = function.flavour == "procedure"
            if name.namespace == schema and (word == "routine" or procedure == (word == "procedure")):
                yield ("function", name, arguments), "function"


def _change(context: Context, address: Address, kind: str, privilege: str, said: Grant) -> None:
    names = all_privileges(context.major, kind) if privilege == "all" else (privilege.upper(),)
    names = tuple("TEMPORARY" if name == "TEMP" else name for name in names)
    owner = owner_of(context, address)
    if context.owner not in {owner, context.login}:
        raise Unknowable("what it grants depends on who gave the option to whom", said.offset)
    state = context.state.grants.get(address, GrantState())
    for role in said.grantees:
        grantee = context.role(role)
        usual = set(all_privileges(context.major, kind)) if grantee == owner else set()
        if kind == "column" and grantee == owner:
            usual = set()
        if grantee == "public":
            usual = set(_PUBLIC.get(kind, ()))
        state = _for_one(context, state, grantee, set(names), usual, said)
    context.state.grants[address] = state
    if said.revoke and address[0] in {"table", "view"} and not said.option:
        _revoke_columns(context, address, names, said)


def _for_one(
    context: Context, state: GrantState, grantee: str, names: set[str], usual: set[str], said: Grant
) -> GrantState:
    given, options, taken = (set(mapping.get(grantee, ())) for mapping in (state.given, state.options, state.taken))
    if not said.revoke:
        taken -= names
        given |= names - usual
        if said.option:
            options |= names
            given |= names
    elif said.option:
        options -= names
    else:
        given -= names
        options -= names
        taken |= names & usual
    return GrantState(
        {**state.given, grantee: frozenset(given)},
        {**state.options, grantee: frozenset(options)},
        {**state.taken, grantee: frozenset(taken)},
        {**state.places, grantee: context.at(said.offset)},
    )


def _revoke_columns(context: Context, address: Address, names: tuple[str, ...], said: Grant) -> None:
    """A privilege that is revoked on a table goes from its columns, too."""
    for other, known in list(context.state.grants.items()):
        if other[0] == "column" and other[1] == address[1]:
            state = known
            for grantee in said.grantees:
                state = _for_one(context, state, context.role(grantee), set(names), set(), said)
            context.state.grants[other] = state


def all_privileges(major: int, kind: str) -> tuple[str, ...]:
    """Return what ALL means for a kind of object."""
    found = _ALL.get(kind, ())
    return (*found, "MAINTAIN") if kind == "table" and major >= _MAINTAIN else found


def owner_of(context: Context, address: Address) -> str:
    """Return who owns what is at an address."""
    kind, name, part = address
    state = context.state
    if kind in {"table", "view", "column"} and name in state.tables:
        return state.tables[name].owner
    if kind == "sequence" and name in state.sequences:
        return state.sequences[name].owner
    if kind in {"type", "domain"} and name in state.types:
        return state.types[name].owner
    if kind == "function" and (name, part or "") in state.functions:
        return state.functions[name, part or ""].owner
    if kind == "schema":
        return state.namespaces.get(name.name, (context.owner, None))[0]
    other = state.others.get((kind, name.name))
    return (other.owner if other else None) or context.owner


def default_privileges(context: Context, said: DefaultPrivileges) -> None:
    """Change what new objects will grant."""
    kind = {"routine": "function", "procedure": "function"}.get(said.grant.kind, said.grant.kind)
    for role in said.roles or (context.owner,):
        for schema in said.schemas or ("",):
            _default_for(context, said.grant, kind, context.role(role), schema)


def _default_for(context: Context, said: Grant, kind: str, role: str, schema: str) -> None:
    plural = f"{kind}s"
    within = f"in schema {quoted(schema)} " if schema else ""
    name = f"for role {quoted(role)} {within}on {plural}"
    address: Address = ("default privileges", Name("", name), None)
    state = context.state.grants.get(address, GrantState())
    for privilege, _ in said.privileges:
        names = set(all_privileges(context.major, kind)) if privilege == "all" else {privilege.upper()}
        for grantee in said.grantees:
            whom = context.role(grantee)
            usual: set[str] = set()
            if not schema:
                usual = set(all_privileges(context.major, kind)) if whom == role else set()
                usual = set(_PUBLIC.get(kind, ())) if whom == "public" else usual
            state = _for_one(context, state, whom, names, usual, said)
    context.state.grants[address] = state
    show_defaults(context, name, schema or None)


def show_defaults(context: Context, name: str, schema: str | None = None) -> None:
    """Show default privileges as the catalog does: as an object, as long as they differ from the usual ones."""
    state = context.state.grants["default privileges", Name("", name), None]
    definition = "; ".join(sorted(_told(state)))
    key = ("default privileges", name)
    if definition:
        context.state.others[key] = OtherState(*key, context.place, definition=definition, namespace=schema)
    else:
        context.state.others.pop(key, None)


def _told(state: GrantState) -> Iterator[str]:
    for grantee in state.places:
        whom = "public" if grantee == "public" else quoted(grantee)
        options = state.options.get(grantee, frozenset())
        given = sorted(
            f"{name} with grant option" if name in options else name for name in state.given.get(grantee, ())
        )
        taken = sorted(state.taken.get(grantee, ()))
        if given:
            yield f"{', '.join(given)} to {whom}"
        if taken:
            yield f"revoked {', '.join(taken)} from {whom}"


# What default privileges are kept for, by the map of the state that holds it.
_DEFAULTED = {
    "tables": "table",
    "sequences": "sequence",
    "functions": "function",
    "types": "type",
    "namespaces": "schema",
}
Standing = dict[str, frozenset[object]]


def has_defaults(state: State) -> bool:
    """Say whether anybody has changed what new objects grant."""
    return any(address[0] == "default privileges" for address in state.grants)


def standing(state: State) -> Standing:
    """Return what stands, to tell what is new."""
    return {field: frozenset(getattr(state, field)) for field in _DEFAULTED}


def grant_defaults(context: Context, known: Standing) -> None:
    """Give what is new the privileges that its owner's defaults say."""
    for field, kind in _DEFAULTED.items():
        for key in getattr(context.state, field):
            if key not in known[field]:
                _grant_default(context, kind, _new_address(context, kind, key))


def _new_address(context: Context, kind: str, key: Any) -> Address:
    if kind == "function":
        return "function", key[0], key[1]
    if kind == "schema":
        return "schema", Name("", key), None
    if kind == "table":
        return _relation_kind(context, key), key, None
    if kind == "type":
        return "domain" if isinstance(context.state.types[key], DomainState) else "type", key, None
    return kind, key, None


def _grant_default(context: Context, kind: str, address: Address) -> None:
    owner = owner_of(context, address)
    plural = f"{kind}s"
    names = [f"for role {quoted(owner)} on {plural}"]
    if address[1].namespace:
        names.append(f"for role {quoted(owner)} in schema {quoted(address[1].namespace)} on {plural}")
    states = [context.state.grants.get(("default privileges", Name("", name), None)) for name in names]
    found = [state for state in states if state is not None]
    if not found:
        return
    made = GrantState()
    usual = {"public": frozenset(_PUBLIC.get(kind, ())), owner: frozenset(all_privileges(context.major, kind))}
    for state in found:
        made = GrantState(
            {
                role: names - (usual.get(role, frozenset()) - made.taken.get(role, frozenset()))
                for role, names in _merged(made.given, state.given).items()
            },
            _merged(made.options, state.options),
            _merged(made.taken, state.taken),
            {**made.places, **dict.fromkeys(state.places, context.place)},
        )
    context.state.grants[address] = made


def _merged(one: dict[str, frozenset[str]], other: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    return {role: one.get(role, frozenset()) | other.get(role, frozenset()) for role in {**one, **other}}
