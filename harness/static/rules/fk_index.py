"""`fk-index`: every foreign key's columns lead a valid index that leaves out no referencing row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.finding import Finding
from harness.schema import ForeignKey, Index, Schema, Table, quoted
from harness.static.rule import Asked, Blocked, rule


@rule(
    "fk-index",
    on="up",
    asks="Do the columns of every foreign key lead a valid index that leaves out no referencing row?",
    matters="Deleting or updating a referenced row looks up its referencing rows. Without an index that is a scan of"
    " the whole referencing table, for each row, under a lock.",
    mend="Make an index whose leading columns are the key's, in any order.",
)
def fk_index(asked: Asked) -> Iterator[Finding]:
    reading = asked.reading
    for table, key in unserved(reading.schema, asked.script.path):
        made = reading.when((key.path or "", key.line or 0))
        for failed in reading.failed:
            if reading.when((failed.statement.path, failed.line)) < made:
                continue  # what came before the key was made makes no index for it
            if failed.mentions(table.name.name) or (failed.is_code and not failed.refused):
                place = f"{failed.statement.path}:{failed.line}"
                raise Blocked("not-understood", f"{place} may make an index: {failed.message}")
        statement = reading.statement_at(key.path, key.line)
        yield finding(asked, table, key, statement.line if statement else key.line)


def unserved(schema: Schema, path: str) -> Iterator[tuple[Table, ForeignKey]]:
    """Yield every foreign key that a file made and that no index serves, with its table."""
    for table in schema.tables:
        for key in table.foreign_keys:
            here = key.path == path and not key.inherited
            if here and not any(_serves(index, key) for index in table.indexes):
                yield table, key


def _serves(index: Index, key: ForeignKey) -> bool:
    leading = index.columns[: len(key.columns)]
    return index.valid and set(leading) == set(key.columns) and _holds_all(index, key)


def _holds_all(index: Index, key: ForeignKey) -> bool:
    """Say whether every row that refers to another is in the index: it may leave out those whose key is null."""
    if index.predicate is None:
        return True
    conditions = re.split(r"\s+and\s+", re.sub(r"[()]", "", str(index.predicate)), flags=re.IGNORECASE)
    present = {f"{quoted(column)} is not null".lower() for column in key.columns}
    return all(re.sub(r"\s+", " ", condition).strip().lower() in present for condition in conditions)


def _free_name(table: Table, name: str) -> str:
    """Return the name, or one like it, that no index of the table has: IF NOT EXISTS would skip it."""
    taken = {index.name.name for index in table.indexes}
    return next(free for end in ("", "_all", "_all_rows") if (free := name[: 63 - len(end)] + end) not in taken)


def finding(asked: Asked, table: Table, key: ForeignKey, line: int | None) -> Finding:
    """Return the finding against one key."""
    columns = ", ".join(quoted(column) for column in key.columns)
    name = quoted(_free_name(table, f"idx_{table.name.name}_{'_'.join(key.columns)}"))
    partial = [str(index) for index in table.indexes if set(index.columns[: len(key.columns)]) == set(key.columns)]
    but = f"; {' and '.join(partial)} is partial or invalid" if partial else ""
    return asked.finding(
        line,
        f"{table.name}.{key.columns[0]}" if len(key.columns) == 1 else key,
        have=f"foreign key {key.name}, no index that leads with ({columns}){but}",
        want="an index whose leading columns are the key's",
        mend=f"create index if not exists {name} on {table.name} ({columns});",
    )
