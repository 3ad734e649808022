"""Tables as statements, with their columns and what goes into CREATE TABLE, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterator

from harness.schema.names import quoted
from harness.schema.relations import Column, NotNull, Policy, Table, Trigger
from harness.schema.schema import Schema
from harness.schema.write import constraints, sequences
from harness.schema.write.quoting import foreign_options, role, settings, whole
from harness.schema.write.step import Stage, Step

_RANK = 6
_KEYWORDS = {"table": "table", "partitioned table": "table", "foreign table": "foreign table"}
_FIRES = {"disabled": "disable", "replica": "enable replica", "always": "enable always"}


def table_steps(schema: Schema, table: Table) -> Iterator[Step]:
    """Yield the steps that make a table and everything that lives in it."""
    made = (_created(schema, table), *_settled(schema, table), *constraints.apart(table))
    yield Step(Stage.MADE, table, made, rank=_RANK, makes=table.name)
    yield from constraints.keys_and_indexes(table)
    if table.partition_bound or _joins_later(table):
        yield Step(Stage.ATTACHED, table, tuple(_attached(table)))
    inherited = _triggers_of_parents(schema, table)
    yield from triggers_of(trigger for trigger in table.triggers if trigger.name not in inherited)
    yield from _firing(table.triggers)
    for policy in table.policies:
        yield Step(Stage.ON_TABLE, policy, (_policy(policy),))


def triggers_of(triggers: Iterator[Trigger]) -> Iterator[Step]:
    """Yield the steps that make triggers."""
    for trigger in triggers:
        yield Step(Stage.ON_TABLE, trigger, (trigger.definition,))


def _firing(triggers: tuple[Trigger, ...]) -> Iterator[Step]:
    for trigger in triggers:
        if trigger.enabled != "origin":
            word = _FIRES[trigger.enabled]
            change = f"alter table only {whole(trigger.table)} {word} trigger {quoted(trigger.name)}"
            yield Step(Stage.DETAIL, trigger, (change,))


def _created(schema: Schema, table: Table) -> str:
    unlogged = "unlogged " if table.persistence == "unlogged" else ""
    # Typed tables have their columns from the type; inherited ones come from the parents.
    columns = _typed if table.of_type else _column
    inside = [
        *(written for column in _own(table) if (written := columns(schema, table, column))),
        *constraints.inline(_without_inherited(table)),
    ]
    body = f" ({', '.join(inside)})" if inside or not table.of_type else ""
    words = [f"create {unlogged}{_KEYWORDS[table.relkind]} {whole(table.name)}"]
    if table.of_type:
        words.append(f" of {table.of_type}")
    words.append(body)
    if _is_child(table):
        words.append(f" inherits ({', '.join(whole(parent) for parent in table.parents)})")
    if table.partition_key:
        words.append(f" partition by {table.partition_key}")
    if table.server:
        options = f" options ({foreign_options(table.options)})" if table.options else ""
        words.append(f" server {quoted(table.server)}{options}")
    if table.access_method:
        words.append(f" using {quoted(table.access_method)}")
    if table.options and not table.server:
        words.append(f" with ({settings(table.options)})")
    if table.tablespace:
        words.append(f" tablespace {quoted(table.tablespace)}")
    return "".join(words)


def _is_child(table: Table) -> bool:
    """Say whether the table takes columns from its parents as it is made; a partition is attached instead."""
    return bool(table.parents) and not table.partition_bound and any(column.inherited for column in table.columns)


def _joins_later(table: Table) -> bool:
    return bool(table.parents) and not _is_child(table)


def _own(table: Table) -> Iterator[Column]:
    return (column for column in table.columns if not (column.inherited and _is_child(table)))


def _without_inherited(table: Table) -> Table:
    if not _is_child(table):
        return table
    return Table(
        name=table.name,
        owner=table.owner,
        constraints=tuple(constraint for constraint in table.constraints if not constraint.inherited),
        indexes=table.indexes,
    )


def _column(schema: Schema, table: Table, column: Column) -> str:
    words = [quoted(column.name), column.type]
    if column.compression:
        words.append(f"compression {column.compression}")
    if column.collation:
        words.append(f"collate {column.collation}")
    if table.server and column.options:
        words.append(f"options ({foreign_options(column.options)})")
    words += _value(schema, column)
    words += _not_null(table, column)
    return " ".join(words)


def _typed(schema: Schema, table: Table, column: Column) -> str:
    words = [*_value(schema, column), *_not_null(table, column)]
    return f"{quoted(column.name)} with options {' '.join(words)}" if words else ""


def _value(schema: Schema, column: Column) -> list[str]:
    if column.generated:
        # `virtual` is the only kind that PostgreSQL 18 prints without being asked, and older versions do not know it.
        return [f"generated always as ({column.default}) {column.generated}"]
    if column.identity_kind:
        found = sequences.identity_sequence(schema, column)
        # A partition's column takes its parent's sequence as it is attached, and may have none of its own before.
        return [f"generated {column.identity_kind} as identity {found}"] if found else []
    return [f"default {column.default}"] if column.default else []


def _not_null(table: Table, column: Column) -> list[str]:
    named = [part for part in table.constraints if isinstance(part, NotNull) and part.columns == (column.name,)]
    if any(not part.validated for part in named):
        return []  # ALTER TABLE adds it: NOT VALID counts only there
    for part in named:
        if not (part.inherited and _is_child(table)):
            return [f"constraint {quoted(part.name)} not null{' no inherit' if part.no_inherit else ''}"]
    return ["not null"] if column.not_null else []


def _settled(schema: Schema, table: Table) -> Iterator[str]:
    """Yield what is altered once a table stands: details of columns, row security, replica identity."""
    alter = f"alter {_KEYWORDS[table.relkind]} only {whole(table.name)}"
    for column in table.columns:
        for change in _details(table, column):
            yield f"{alter} alter column {quoted(column.name)} {change}"
        if column.inherited and _is_child(table):
            for change in _overrides(schema, table, column):
                yield f"{alter} alter column {quoted(column.name)} {change}"
    if table.row_security:
        yield f"{alter} enable row level security"
    if table.force_row_security:
        yield f"{alter} force row level security"
    if table.replica_identity in {"nothing", "full"}:
        yield f"{alter} replica identity {table.replica_identity}"


def _details(table: Table, column: Column) -> Iterator[str]:
    if column.storage:
        yield f"set storage {column.storage}"
    if column.statistics is not None:
        yield f"set statistics {column.statistics}"
    if column.options and not table.server:
        yield f"set ({settings(column.options)})"


def _overrides(schema: Schema, table: Table, column: Column) -> Iterator[str]:
    """Yield how an inherited column differs from the parents' own."""
    found = (schema.index.get(("column", f"{parent}.{quoted(column.name)}")) for parent in table.parents)
    for above in (part for part in found if isinstance(part, Column)):
        if column.default != above.default and not column.generated:
            yield f"set default {column.default}" if column.default else "drop default"
        if column.not_null and not above.not_null:
            yield "set not null"
        return


def _attached(table: Table) -> Iterator[str]:
    for parent in table.parents:
        if table.partition_bound:
            yield f"alter table {whole(parent)} attach partition {whole(table.name)} {table.partition_bound}"
        else:
            yield f"alter table {whole(table.name)} inherit {whole(parent)}"


def _triggers_of_parents(schema: Schema, table: Table) -> set[str]:
    """Return the names of triggers that a partition has because the table that it belongs to has them."""
    if not table.partition_bound:
        return set()
    found: set[str] = set()
    for parent in table.parents:
        above = schema.index.get(("table", str(parent)))
        if isinstance(above, Table):
            found |= {trigger.name for trigger in above.triggers} | _triggers_of_parents(schema, above)
    return found


def _policy(policy: Policy) -> str:
    words = [
        f"create policy {quoted(policy.name)} on {whole(policy.table)}",
        f"as {'permissive' if policy.permissive else 'restrictive'} for {policy.command}",
    ]
    if policy.roles:
        words.append(f"to {', '.join(role(name) for name in policy.roles)}")
    if policy.using:
        words.append(f"using ({policy.using})")
    if policy.check:
        words.append(f"with check ({policy.check})")
    return " ".join(words)
