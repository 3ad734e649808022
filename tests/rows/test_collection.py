"""The collection of checks, decided: nothing wrongly, and nearly all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from harness.live import catalog
from harness.live.evaluate import evaluating
from harness.live.scratch import Connection, Scratch
from harness.rows.condition import Truth
from harness.rows.model import models
from harness.rows.outcome import fulfilling, informed, passing
from harness.rows.proofs.proof import impossible
from harness.schema import Name
from harness.servers import Address
from tests.rows.test_checks_data import CHECKS, Check

TRUTHS: tuple[Truth, ...] = (True, None, False)
SHARE = 0.975
TABLE = Name("public", "subject")


@dataclass(frozen=True)
class Decided:
    """For which truth values of the whole condition there is a row, and for which a proof that there is none."""

    shown: frozenset[Truth]
    excluded: frozenset[Truth]

    @property
    def answer(self) -> str | None:
        """The answer, as checks.toml has it; None where it is undecided."""
        if False in self.excluded:
            return "vacuous"
        if True not in self.excluded:
            return "both" if {True, False} <= self.shown else None
        if None in self.excluded:
            return "unsatisfiable"
        return "unknown-only" if None in self.shown and False in self.shown else None


def decided(conn: Connection, check: Check) -> Decided:
    """Decide one check in a transaction that leaves nothing."""
    columns, condition = check["columns"], check["condition"]
    with conn.transaction(force_rollback=True):
        conn.execute(check.get("setup", "select").encode())
        conn.execute(f"create table subject ({columns}, constraint condition_holds check ({condition}))".encode())
        with evaluating(conn) as ask:
            found, facts = models(catalog.read(conn), ask, [TABLE])
            model = found[TABLE]
            demand = next(each for each in model.demands if each.name == "condition_holds")
            others = [each for each in model.demands if each is not demand]
            shown, excluded = set(), set()
            for truth in TRUTHS:

                def wanted(truths: tuple[Truth, ...], truth: Truth = truth) -> bool:
                    return demand.value(truths) is truth

                target = fulfilling(facts, demand, wanted)
                passed = [passing(facts, each) for each in others]
                pools = {column: model.pools[column] for column in model.connected(demand.columns)}
                if informed(facts, pools, [target, *passed], {}).values is not None:
                    shown.add(truth)
                if impossible(model, facts, demand, wanted, others):
                    excluded.add(truth)
            return Decided(frozenset(shown), frozenset(excluded))


@pytest.fixture(scope="module")
def answers(address: Address) -> Iterator[dict[str, Decided]]:
    """What is decided of every check; it takes most of this file's time."""
    with Scratch(address) as scratch, scratch.connect(scratch.create("collection")) as conn:
        conn.execute(b"set timezone to 'UTC'")
        yield {check["id"]: decided(conn, check) for check in CHECKS}


@pytest.mark.parametrize("check", [pytest.param(check, id=check["id"]) for check in CHECKS])
def test_nothing_is_decided_wrongly(answers: dict[str, Decided], check: Check) -> None:
    found = answers[check["id"]]
    assert found.answer in {check["answer"], None}
    assert not found.shown & found.excluded


def test_nearly_all_is_decided(answers: dict[str, Decided]) -> None:
    undecided = [name for name, found in answers.items() if found.answer is None]
    assert len(undecided) <= (1 - SHARE) * len(CHECKS), undecided
