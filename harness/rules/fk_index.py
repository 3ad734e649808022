"""`fk-index`: every foreign key's columns lead a valid index that is not partial."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Finding
from harness.rules.rule import Question, rule
from harness.schema import ForeignKey, Index, Table, quoted


@rule(
    "fk-index",
    on="up",
    asks="Do the columns of every foreign key lead a valid index that is not partial?",
    matters="Deleting or updating a referenced row looks up its referencing rows. Without an index that is a scan of"
    " the whole referencing table, for each row, under a lock.",
    mend="Make an index whose leading columns are the key's, in any order.",
)
def fk_index(question: Question) -> Iterator[Finding]:
    question.complete()
    schema = question.record.schema
    assert schema is not None
    for table in schema.tables:
        for key in table.foreign_keys:
            here = key.path == question.script.path and not key.inherited
            if here and not any(_serves(index, key) for index in table.indexes):
                yield _finding(question, table, key)


def _serves(index: Index, key: ForeignKey) -> bool:
    leading = index.columns[: len(key.columns)]
    return index.valid and index.predicate is None and set(leading) == set(key.columns)


def _free_name(table: Table, name: str) -> str:
    """Return the name, or one like it, that no index of the table has: IF NOT EXISTS would skip it."""
    taken = {index.name.name for index in table.indexes}
    return next(free for end in ("", "_all", "_all_rows") if (free := name[: 63 - len(end)] + end) not in taken)


def _finding(question: Question, table: Table, key: ForeignKey) -> Finding:
    columns = ", ".join(quoted(column) for column in key.columns)
    name = quoted(_free_name(table, f"idx_{table.name.name}_{'_'.join(key.columns)}"))
    partial = [str(index) for index in table.indexes if set(index.columns[: len(key.columns)]) == set(key.columns)]
    but = f"; {' and '.join(partial)} is partial or invalid" if partial else ""
    return question.finding(
        key.line,
        f"{table.name}.{key.columns[0]}" if len(key.columns) == 1 else key,
        have=f"foreign key {key.name}, no index that leads with ({columns}){but}",
        want="an index whose leading columns are the key's",
        mend=f"create index if not exists {name} on {table.name} ({columns});",
    )
