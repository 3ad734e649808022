"""What other people's tests get: strategies and fixtures, shown by a project of its own."""

from __future__ import annotations

import pytest

_SQL = """
create table if not exists contacts (id uuid constraint pk_contacts primary key, phone varchar(20) not null
  constraint ck_contacts_phone check (phone ~ '^[+][1-9][0-9]{1,14}$'));
create table if not exists attempts (id uuid constraint pk_attempts primary key,
  contact_id uuid not null constraint fk_attempts_contact_id references contacts on delete cascade);
"""
_TEST = """
from hypothesis import given, settings, strategies as st

@settings(max_examples=10, deadline=None, database=None)
@given(data=st.data())
def test_deleting_a_contact_leaves_nothing_of_it(connection, dataset, data):
    rows = data.draw(dataset(contacts=2, attempts=4))
    with connection.transaction(force_rollback=True):
        rows.insert(connection)
        connection.execute("delete from contacts")
        assert connection.execute("select count(*) from attempts").fetchone() == (0,)

@settings(max_examples=10, deadline=None, database=None)
@given(data=st.data())
def test_nobody_is_called(connection, dataset, data):
    rows = data.draw(dataset(attempts=4))
    with connection.transaction(force_rollback=True):
        rows.insert(connection)
        assert connection.execute("select count(*) from attempts").fetchone() == (0,)
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makepyprojecttoml('[tool.harness]\npath = "sql"\nserver = "embedded"\n')
    pytester.mkdir("sql").joinpath("V0001.up.sql").write_text(_SQL)
    pytester.makeconftest('pytest_plugins = ["harness.testing"]')
    return pytester


def test_a_property_over_generated_rows_holds_or_is_shown_with_the_rows_that_break_it(project: pytest.Pytester) -> None:
    project.makepyfile(test_rows=_TEST)
    done = project.runpytest_subprocess("-q", "test_rows.py", *_FILE)
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(["*Draw 1: insert into public.contacts*;", "*insert into public.attempts*;"])


_FILE = ("-p", "no:cacheprovider")


def test_a_chain_that_does_not_apply_is_named_with_its_line(project: pytest.Pytester) -> None:
    (project.path / "sql" / "V0001.up.sql").write_text("create table a (id int);\n\ncreate table a (id int);\n")
    project.makepyfile(test_rows="def test_it(connection): pass")
    done = project.runpytest_subprocess("-q", "test_rows.py", *_FILE)
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(['*V0001.up.sql:3: *does not apply*"a" already exists*'])
