"""What a server makes of expressions over rows of values that are stored nowhere, many in one call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import resources

from psycopg import sql
from psycopg.rows import tuple_row
from psycopg.types.json import Jsonb

from harness.live.session import Connection
from harness.rows.asking import Answer, Ask, Failing, Question

_FUNCTION = (resources.files("harness.live") / "evaluate.sql").read_text("utf-8")
_ASK = sql.SQL("select * from pg_temp.harness_evaluate(%s)")
_BATCH = 200  # questions in one call


@contextmanager
def evaluating(conn: Connection) -> Iterator[Ask]:
    """Give a function that answers questions: for each, what its expression is over each of its rows, as text.

    Works in an open transaction, and in none; nothing is kept. What is given raises `psycopg.Error` for a connection
    that is gone, and where a statement takes longer than it may.
    """
    with conn.transaction(force_rollback=True), conn.cursor(row_factory=tuple_row) as cursor:
        cursor.execute(_FUNCTION.encode(), prepare=False)

        def ask(questions: Iterable[Question]) -> list[list[Answer]]:
            asked = tuple(questions)
            found: list[list[Answer]] = []
            for start in range(0, len(asked), _BATCH):
                batch = [[_query(conn, each), each.rows] for each in asked[start : start + _BATCH]]
                cursor.execute(_ASK, [Jsonb(batch)], prepare=False)
                found += ([_answer(each) for each in row[0] or ()] for row in cursor.fetchall())
            return found

        yield ask


def _query(conn: Connection, question: Question) -> str:
    """Return the statement that answers a question over the rows that it is given as `$1`."""
    columns = [
        sql.SQL("(given.harness_row ->> {})::{} as {}").format(
            sql.Literal(at),
            sql.SQL(type_),  # format_type's own words, or those of the SQL that is checked
            sql.Identifier(name),
        )
        for at, (name, type_) in enumerate(question.columns)
    ]
    return (
        sql.SQL(
            "select pg_catalog.jsonb_agg(pg_catalog.to_jsonb(({expression})::text) order by harness_number)"
            " from (select {columns} from pg_catalog.jsonb_array_elements($1)"
            " with ordinality as given (harness_row, harness_number)) as {relation}"
        )
        .format(
            expression=sql.SQL(question.expression),  # the checked SQL's own
            columns=sql.SQL(", ").join([sql.SQL("given.harness_number"), *columns]),
            relation=sql.Identifier(question.relation),
        )
        .as_string(conn)
    )


def _answer(found: object) -> Answer:
    if isinstance(found, dict):
        return Failing(str(found["error"]))
    return None if found is None else str(found)
