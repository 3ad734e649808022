"""For tests of your own: strategies for rows of your schema, and a database with your migrations applied.

    pytest_plugins = ["harness.testing"]                       # in conftest.py

    @given(data=st.data())
    def test_deleting_a_contact_leaves_nothing_of_it(connection, dataset, data):
        rows = data.draw(dataset(contacts=2, call_attempts=4))
        with connection.transaction(force_rollback=True):
            rows.insert(connection)
            connection.execute("delete from contacts")
            assert connection.execute("select count(*) from call_attempts").fetchone() == (0,)

The chain is the one that `[tool.harness] path` names, the server the one that `harness check` would take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from typing import Any

import psycopg
import pytest
from hypothesis import strategies as st

from harness.chain.statement import Chain
from harness.finding import UsageError
from harness.live import catalog
from harness.live.apply import Applied
from harness.live.evaluate import evaluating
from harness.live.scratch import Scratch
from harness.machine import Versions, walk_in_any_order
from harness.rows.strategies import Dataset, Known, dataset_from_schema, know, rows_from_table
from harness.run import Run
from harness.settings import read_settings
from harness.walk.stage import run_units
from harness.walk.units import units_of

__all__ = [
    "Dataset",
    "Known",
    "connection",
    "database",
    "dataset",
    "dataset_from_schema",
    "in_any_order",
    "known",
    "rows_from_table",
]


def _chain(run: Run) -> Chain:
    if run.settings.path is None:
        raise UsageError("no folder of migrations is configured", mend='[tool.harness]\npath = "sql"')
    return run.chain((run.settings.root / run.settings.path).resolve())


Datasets = Callable[..., st.SearchStrategy[Dataset]]


@pytest.fixture(scope="session")
def _scratch(request: pytest.FixtureRequest) -> Iterator[tuple[Run, Scratch]]:
    settings = read_settings(request.config.rootpath)
    with Run(settings) as run, Scratch(run.address) as scratch:
        yield run, scratch


@pytest.fixture(scope="session")
def database(_scratch: tuple[Run, Scratch]) -> str:
    """The name of a scratch database with every up of the chain applied; it is dropped after the session."""
    run, scratch = _scratch
    chain = _chain(run)
    name = scratch.create("tests")
    with closing(scratch.connect(name)) as conn:
        for script in [*([chain.setup] if chain.setup else []), *(migration.up for migration in chain.migrations)]:
            applied: Applied = run_units(scratch, name, conn, units_of(script), timeout=run.settings.statement_timeout)
            if applied.failure:
                raise UsageError(
                    f"{script} does not apply: {applied.failure}",
                    mend=f"harness check {chain.path}",
                    path=script.path,
                    line=applied.failure.line,
                )
    return name


@pytest.fixture(scope="session")
def in_any_order(_scratch: tuple[Run, Scratch]) -> Callable[..., None]:
    """Walks the chain up, down, again, interrupted, with rows, in any order: `in_any_order(examples=20, steps=15)`."""
    run, scratch = _scratch
    versions = Versions.of(_chain(run), scratch, run.settings.statement_timeout)
    return partial(walk_in_any_order, versions)


@pytest.fixture(scope="session")
def known(_scratch: tuple[Run, Scratch], database: str) -> Known:
    """The schema of the database, and which values pass its conditions: what the strategies draw from."""
    with closing(_scratch[1].connect(database)) as conn, evaluating(conn) as ask:
        return know(catalog.read(conn), ask)


@pytest.fixture(scope="session")
def connection(_scratch: tuple[Run, Scratch], database: str) -> Iterator[psycopg.Connection[Any]]:
    """A session of the database's owner; whatever is to be forgotten stands in `transaction(force_rollback=True)`."""
    with closing(_scratch[1].connect(database)) as conn:
        yield conn


@pytest.fixture(scope="session")
def dataset(known: Known) -> Datasets:
    """A maker of strategies: `dataset(contacts=2)` draws up to two contacts, and all that these reference."""
    return lambda **sizes: dataset_from_schema(known, sizes=sizes)
