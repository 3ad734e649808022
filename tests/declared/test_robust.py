"""Whatever bytes a file holds, reading them ends, and ends in words: understood, not understood, or refused."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.chain.split import split
from harness.declared.fold.session import Fold
from tests.declared.forms import read_forms

_TEXTS = [form.text for form in read_forms()]
_PIECES = (
    "(",
    ")",
    "'",
    '"',
    "$$",
    ";",
    ",",
    ".",
    "--",
    "/*",
    "null",
    "not",
    "select",
    "as",
    "case",
    "end",
    "\x00",
    "é",
)


def _mutated(text: str, seed: int) -> str:
    """Return `text` with a few words dropped, doubled, swapped, or replaced by something that unsettles a reader."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret: Hypothesis gives the seed
    words = text.split(" ")
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(words))
        what = chance.randrange(4)
        if what == 0 and len(words) > 1:
            del words[at]
        elif what == 1:
            words.insert(at, words[chance.randrange(len(words))])
        elif what == 2:
            words[at] = chance.choice(_PIECES)
        else:
            other = chance.randrange(len(words))
            words[at], words[other] = words[other], words[at]
    return " ".join(words)


def _read(text: str) -> list[str]:
    """Return what the reader says of each statement that it does not follow."""
    fold = Fold()
    fold.begin_session()
    answers = [fold.statement(statement) for statement in split(text, "V1.up.sql").statements]
    assert fold.schema is not None
    return [str(answer) for answer in answers if answer is not None]


@given(st.sampled_from(_TEXTS), st.integers(0, 2**32))
@settings(max_examples=400, deadline=None)
def test_mutated_sql_never_makes_the_reader_lose_its_way(text: str, seed: int) -> None:
    assert [answer for answer in _read(_mutated(text, seed)) if "lost its way" in answer] == []


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_to_its_end(text: str) -> None:
    assert [answer for answer in _read(text) if "lost its way" in answer] == []


def test_ten_thousand_parentheses_end_in_words() -> None:
    deep = "(" * 10_000 + "1" + ")" * 10_000
    for statement in (
        f"create table a (b int check ({deep} > 0));",
        f"select {deep};",
        f"create view v as select {deep} as one;",
        f"do $$ begin if {deep} > 0 then create table t (id int); end if; end $$;",
        f"create table copies as select {deep} as one;",
    ):
        answers = _read(statement)
        assert all("lost its way" not in answer for answer in answers)


def test_a_statement_of_many_elements_is_read_in_time_that_grows_with_it() -> None:
    columns = ", ".join(f"c{number} integer not null default {number}" for number in range(1000))
    assert _read(f"create table wide ({columns});") == []
