"""Whatever a block's text is, it is run, unknowable, or an error of PostgreSQL's."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.declared.block import SqlError, Unknowable, run
from harness.declared.block.conditions import SQLSTATES, catches
from tests.declared.block.host import Recorder

_ROOT = Path(__file__).parents[3]
_FILES = sorted((_ROOT / "tests" / "chains").glob("*.sql"))
_BODIES = sorted(
    {body for file in _FILES for body in re.findall(r"(?i)\bdo \$\$(.*?)\$\$", file.read_text(), re.DOTALL)}
)
_BODIES.append((_ROOT / "sql" / "V0001.up.sql").read_text().split("$$")[1])
_BODIES.append(
    """declare r record; a text[] := '{x,y}'; n int := 0; c cursor for select 1 as z;
begin
  <<l>> for r in select t.relname as name, count(*) over () as n from pg_class t left join pg_index i
      on i.indrelid = t.oid where t.relname !~ '^pg_' group by 1 having count(*) > 0 order by 1 desc limit 2 loop
    continue l when r.name = any(a); execute format('drop table %I', r.name) using 1, now();
  end loop;
  foreach a slice 1 in array a loop n := n + 1; end loop;
  case n when 1, 2 then raise exception 'a % b', n using errcode = '42P07'; else null; end case;
  with x as (select 1) select * into strict r from x; get stacked diagnostics n = row_count;
  begin perform 1 / n; exception when division_by_zero or sqlstate '22012' then raise; when others then return; end;
  for i in reverse 3 .. 1 by 2 loop a[i] := substring('abc' from i) || coalesce(a[i], 'x')::varchar(3); end loop;
  select array(select unnest(a) order by 1), (1, 2) = (n, 2), x[1] into a, n from (values (a)) v (x);
  fetch c into r; open c; return query select 1; exit when found; assert n > 0, 'm'; call p(n);
end"""
)
_WORDS = st.sampled_from(sorted({word for body in _BODIES for word in re.findall(r"\w+|\W", body)}))


@st.composite
def _mutated(draw: st.DrawFn) -> str:
    """Return a body in which some stretches are left out, doubled, or replaced by words of other bodies."""
    pieces = re.findall(r"\w+|\s+|\W", draw(st.sampled_from(_BODIES)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(0, len(pieces) - 1)))
        length = draw(st.integers(0, 4))
        pieces[at : at + length] = draw(st.lists(_WORDS, max_size=4)) + pieces[at : at + draw(st.integers(0, 2))]
    return "".join(pieces)


def _run(body: str) -> None:
    try:
        run(body, Recorder())
    except (Unknowable, SqlError) as ended:
        told = ended
    else:
        return
    if isinstance(told, Unknowable):
        assert told.reason
    else:
        assert told.condition in SQLSTATES or re.fullmatch(r"[0-9A-Z]{5}", told.condition)
        assert len(told.sqlstate) == 5


@settings(deadline=None, max_examples=300)
@given(_mutated())
def test_a_mutated_block_never_raises_anything_else(body: str) -> None:
    _run(body)


@settings(deadline=None, max_examples=150)
@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_neither_does_an_expression_of_any_words(words: str) -> None:
    _run(f"begin if {words} then create x; end if; end")
    _run(f"declare r record; begin for r in select {words} loop create x; end loop; end")


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=60))
def test_neither_does_any_text(text: str) -> None:
    _run(text)
    _run(f"begin {text} end")
    _run(f"begin execute {text}; end")


def test_a_class_catches_its_codes_and_others_all_but_two() -> None:
    assert catches("data_exception", "division_by_zero")
    assert not catches("data_exception", "duplicate_table")
    assert catches("others", "unique_violation")
    assert not catches("others", "assert_failure")
    assert len(SQLSTATES) == len(set(SQLSTATES.values()))
