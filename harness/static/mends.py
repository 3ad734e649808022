"""From a difference to the SQL that undoes it, as far as the difference itself tells; a person reads it before use."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import UnionType
from typing import Any

from harness.schema import (
    Column,
    Comment,
    Constraint,
    Difference,
    Domain,
    Enum,
    Extension,
    Function,
    Grant,
    Index,
    Object,
    Part,
    Policy,
    Sequence,
    Table,
    Trigger,
    View,
    quoted,
)


def mend(difference: Difference) -> str:
    """Return the statement or the advice that brings the right side of a difference back to its left side."""
    if difference.change == "extra":
        return drop(difference.part)
    if difference.change == "missing":
        return make(difference.part)
    if difference.change == "reordered":
        return (
            "PostgreSQL appends columns; only making the table anew gives the old order back."
            " Select columns by name, and nothing depends on it"
        )
    assert difference.left is not None
    assert difference.right is not None
    return alter(difference.left, difference.right)


def drop(part: Part) -> str:
    """Return the statement that removes `part`, rerunnable."""
    for kind, statement in _DROPPERS:
        if isinstance(part, kind) and (found := statement(part)):
            return found
    return f"drop {_kind(part)} if exists {part.identity};"


def _drop_object(part: Object) -> str:
    if part.of == "default privileges":
        return _default_privileges(part, give=False)
    if part.of == "rule" and part.table:
        return f"drop rule if exists {part.name.removeprefix(f'{part.table}.')} on {part.table};"
    return ""


def make(part: Part) -> str:
    """Return the statement that makes `part` as it was, or says which statement took it away."""
    if isinstance(part, Object) and part.of == "default privileges":
        return _default_privileges(part, give=True)
    for kind, statement in _MAKERS:
        if isinstance(part, kind):
            return statement(part)
    definition = getattr(part, "definition", "")
    if definition.upper().startswith("CREATE "):
        return f"{definition.rstrip().rstrip(';')};"
    return f"make it again: {definition};" if definition else f"leave {part} alone, or make it again as it was"


def alter(was: Part, now: Part) -> str:
    """Return the statements that turn `now` into `was`."""
    if type(was) is type(now):
        for kind, statements in _ALTERERS:
            if isinstance(was, kind) and (found := statements(was, now)):
                return found
    return f"{drop(now)}\n{make(was)}"


def _alter_trigger(was: Trigger, now: Trigger) -> str:
    verbs = {"origin": "enable", "disabled": "disable", "replica": "enable replica", "always": "enable always"}
    if was.enabled == now.enabled:
        return ""
    return f"alter table {was.table} {verbs[was.enabled]} trigger {quoted(was.name)};"


def _alter_enum(was: Enum, _now: Enum) -> str:
    return (
        f"PostgreSQL cannot remove or reorder labels of {was.identity}: make the type anew with"
        f" ({', '.join(_literal(label) for label in was.labels)}) and alter its columns to it"
    )


def _alter_owner(was: Part, now: Part) -> str:
    owner = getattr(was, "owner", None)
    if owner is None or owner == getattr(now, "owner", None):
        return ""
    return f"alter {_kind(was)} {was.identity} owner to {quoted(str(owner))};"


def _alter_column(was: Column, now: Column) -> str:
    if (was.generated or now.generated) and (was.generated, was.default) != (now.generated, now.default):
        return f"{drop(now)}\n{make(was)}"
    column = f"alter table {was.table} alter column {quoted(was.name)}"
    changes = []
    if now.identity_kind and not was.identity_kind:
        changes.append(f"{column} drop identity if exists;")
    default = now.default
    if was.type != now.type or was.collation != now.collation:
        if default:  # it may have no cast to the other type
            changes.append(f"{column} drop default;")
            default = None
        collate = f" collate {was.collation}" if was.collation else ""
        changes.append(f"{column} type {was.type}{collate} using {quoted(was.name)}::{was.type};")
    if was.not_null != now.not_null:
        changes.append(f"{column} {'set' if was.not_null else 'drop'} not null;")
    if was.default != default:
        changes.append(f"{column} set default {was.default};" if was.default else f"{column} drop default;")
    if was.identity_kind and was.identity_kind != now.identity_kind:
        kind = f"generated {was.identity_kind}"
        changes.append(f"{column} set {kind};" if now.identity_kind else f"{column} add {kind} as identity;")
    if was.storage != now.storage:
        changes.append(f"{column} set storage {was.storage or _usual_storage(was.type)};")
    return "\n".join(changes) or f"make {was.identity} as it was: {_column(was)}"


def _usual_storage(type_name: str) -> str:
    """Return the storage of a type's columns; `set storage default` is of PostgreSQL 16 and later."""
    return "main" if type_name.startswith(("numeric", "inet", "cidr")) else "extended"


def _alter_table(was: Table, now: Table) -> str:
    changes = []
    if was.row_security != now.row_security:
        changes.append(f"{'enable' if was.row_security else 'disable'} row level security")
    if was.force_row_security != now.force_row_security:
        changes.append(f"{'force' if was.force_row_security else 'no force'} row level security")
    if was.owner != now.owner:
        changes.append(f"owner to {quoted(was.owner)}")
    if was.persistence != now.persistence:
        changes.append("set logged" if was.persistence == "permanent" else f"set {was.persistence}")
    if was.options != now.options:
        gone = ", ".join(option.partition("=")[0] for option in now.options if option not in was.options)
        changes.extend([f"reset ({gone})"] if gone else [])
        changes.extend([f"set ({', '.join(was.options)})"] if was.options else [])
    if was.replica_identity != now.replica_identity:
        changes.append(f"replica identity {was.replica_identity}")
    statements = [f"alter table {was.identity} {change};" for change in changes]
    return "\n".join(statements) or f"alter table {was.identity} so that it is as it was"


def _column(part: Column) -> str:
    words = [quoted(part.name), part.type]
    words += ["not null"] if part.not_null else []
    words += [f"default {part.default}"] if part.default and not part.generated else []
    words += [f"generated always as ({part.default}) {part.generated}"] if part.generated else []
    words += [f"generated {part.identity_kind} as identity"] if part.identity_kind else []
    return " ".join(words)


def _add_column(part: Column) -> str:
    return _with_sequences(f"alter table {part.table} add column if not exists {_column(part)};", part)


def _alter_sequence(was: Sequence, now: Sequence) -> str:
    owner = f" owned by {was.owned_by or 'none'}" if was.owned_by != now.owned_by else ""
    return f"alter sequence {was.identity} {_sequence(was)}{owner};"


def _sequence(part: Sequence) -> str:
    cycle = "cycle" if part.cycle else "no cycle"
    return (
        f"as {part.type} increment by {part.increment} minvalue {part.minimum} maxvalue {part.maximum}"
        f" start with {part.start} cache {part.cache} {cycle}"
    )


def _table(part: Table) -> str:
    lines = [_column(column) for column in part.columns]
    lines += [f"constraint {quoted(item.name)} {item.definition}" for item in part.constraints]
    unlogged = "unlogged " if part.persistence == "unlogged" else ""
    head = f"create {unlogged}table if not exists {part.identity}"
    if part.partition_bound and part.parents:
        whole = f"{head} partition of {part.parents[0]} {part.partition_bound};"
    else:
        by = f" partition by {part.partition_key}" if part.partition_key else ""
        whole = f"{head} (\n  " + ",\n  ".join(lines) + f"\n){by};"
    own = [make(item) for item in part.indexes if item.constraint is None and item.parent is None]
    own += [make(item) for item in (*part.triggers, *part.policies)]
    return _with_sequences("\n".join([whole, *own]), *part.columns)


def _with_sequences(statement: str, *columns: Column) -> str:
    """Put the sequences of serial columns around what makes the columns: each is gone with its column."""
    before, behind = [], []
    for column in columns:
        found = re.fullmatch(r"nextval\('(.+)'::regclass\)", str(column.default or ""))
        if not found:
            continue
        sequence = found[1].replace("''", "'")
        narrow = f" as {column.type}" if column.type in ("integer", "smallint") else ""
        before.append(f"create sequence if not exists {sequence}{narrow};")
        if sequence.rpartition(".")[2].strip('"') == f"{column.table.name}_{column.name}_seq":
            behind.append(f"alter sequence {sequence} owned by {column.identity};")
    return "\n".join([*before, statement, *behind])


def _domain(part: Domain) -> str:
    words = [f"create domain {part.identity} as {part.base}"]
    words += ["not null"] if part.not_null else []
    words += [f"default {part.default}"] if part.default else []
    words += [f"constraint {quoted(name)} {definition}" for name, definition, _ in part.checks]
    return " ".join(words) + ";"


def _policy(part: Policy) -> str:
    words = [f"create policy {quoted(part.name)} on {part.table}"]
    words += [] if part.permissive else ["as restrictive"]
    words += [f"for {part.command} to {', '.join(part.roles)}"]
    words += [f"using ({part.using})"] if part.using else []
    words += [f"with check ({part.check})"] if part.check else []
    return " ".join(words) + ";"


def _view(part: View) -> str:
    verb = "create materialized view" if part.materialized else "create or replace view"
    options = f" with ({', '.join(part.options)})" if part.options else ""
    return f"{verb} {part.identity}{options} as\n{part.definition.rstrip(';')};"


def _grant(part: Grant, verb: str) -> str:
    """Return the GRANT or REVOKE of what `part` grants; that of a column names it behind each privilege."""
    option = " with grant option"
    held = [privilege.lower() for privilege in part.privileges]
    kind, _, name = part.on.partition(" ")
    on, column = part.on, ""
    if kind == "column":
        table, _, own = name.rpartition(".")
        on, column = f"table {table}", f" ({own})"
    statements = []
    for passed_on in (False, True):
        names = [word.removesuffix(option) + column for word in held if word.endswith(option) == passed_on]
        if names and verb == "grant":
            to = f"to {quoted(part.grantee)}{option if passed_on else ''}"
            statements.append(f"grant {', '.join(names)} on {on} {to};")
        elif names:
            statements.append(f"revoke {', '.join(names)} on {on} from {quoted(part.grantee)};")
    return "\n".join(statements) or f"make the privileges on {part.on} as they were"


def _default_privileges(part: Object, *, give: bool) -> str:
    scope, _, kind = part.name.rpartition(" on ")
    scope = re.sub(r"^for role harness_\w+", "", scope).strip()  # ours here; elsewhere it is whoever runs the files
    statements = []
    for piece in part.definition.split("; "):
        found = re.fullmatch(r"(revoked )?(.+) (?:to|from) (.+)", piece)
        if found is None:
            return f"make the {part.of} {part.name} as they were"
        verb, way = ("grant", "to") if give != bool(found[1]) else ("revoke", "from")
        privileges = found[2].lower().replace(" with grant option", "")
        statements.append(
            f"alter default privileges {f'{scope} ' if scope else ''}{verb} {privileges} on {kind} {way} {found[3]};"
        )
    return "\n".join(statements)


def _commented(part: Comment) -> str:
    """Return what the comment is on, as COMMENT wants it said: what lives in a relation goes before that."""
    for kind, holder in (
        ("constraint", ""),
        ("policy", ""),
        ("trigger", ""),
        ("rule", ""),
        ("domain constraint", "domain "),
    ):
        if part.on.startswith(f"{kind} "):
            relation, _, name = part.on.removeprefix(f"{kind} ").rpartition(".")
            return f"{kind.removeprefix('domain ')} {name} on {holder}{relation}"
    return part.on


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _kind(part: Part) -> str:
    if isinstance(part, View) and part.materialized:
        return "materialized view"
    if isinstance(part, Function):
        return part.flavour if part.flavour != "window" else "function"
    if isinstance(part, Table) and part.relkind == "foreign table":
        return "foreign table"
    return part.key[0]


# In order: the first that has something to say of a kind says it.
_DROPPERS: list[tuple[type[Part] | UnionType, Callable[..., str]]] = [
    (Column | Constraint, lambda part: f"alter table {part.table} drop {part.kind} if exists {quoted(part.name)};"),
    (Trigger | Policy, lambda part: f"drop {part.kind} if exists {quoted(part.name)} on {part.table};"),
    (Comment, lambda part: f"comment on {_commented(part)} is null;"),
    (Grant, lambda part: _grant(part, "revoke")),
    (Object, _drop_object),
]

_MAKERS: list[tuple[type[Part], Callable[..., str]]] = [
    (Column, _add_column),
    (Constraint, lambda part: f"alter table {part.table} add constraint {quoted(part.name)} {part.definition};"),
    (Index, lambda part: f"{part.definition};"),
    (Trigger, lambda part: f"{part.definition};"),
    (Policy, _policy),
    (Table, _table),
    (View, _view),
    (Enum, lambda part: f"create type {part.identity} as enum ({', '.join(_literal(item) for item in part.labels)});"),
    (Domain, _domain),
    (Sequence, lambda part: f"create sequence if not exists {part.identity} {_sequence(part)};"),
    (Function, lambda part: f"{part.definition.rstrip().rstrip(';')};"),
    (Extension, lambda part: f"create extension if not exists {part.identity};"),
    (Comment, lambda part: f"comment on {_commented(part)} is {_literal(part.text)};"),
    (Grant, lambda part: _grant(part, "grant")),
]

# In order: the first that has something to say of a kind says it; what none speaks of is dropped and made again.
_ALTERERS: list[tuple[type[Part], Callable[[Any, Any], str]]] = [
    (Column, _alter_column),
    (Table, _alter_table),
    (Trigger, _alter_trigger),
    (Comment, lambda was, _now: make(was)),
    (Enum, _alter_enum),
    (Part, _alter_owner),
    (Function, lambda was, _now: make(was)),
    (View, lambda was, _now: "" if was.materialized else make(was)),
    (Sequence, _alter_sequence),
]
