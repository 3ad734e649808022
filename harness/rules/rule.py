"""The registry: a rule is a function that asks one question of one file, and the prose that explains it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from harness.chain.statement import Chain, Statement
from harness.finding import Finding, Severity
from harness.schema import Name, quoted
from harness.settings import Settings
from harness.static.defined import defined_by
from harness.static.reading import Reading
from harness.static.rule import Applies, Asked, Blocked, On, Rule, always, scripts
from harness.walk.record import Record, Step, Trial
from harness.walk.targets import targets

__all__ = ["RULES", "Blocked", "On", "Question", "Rule", "about", "adopt", "questions", "rule", "shortened"]


@dataclass(frozen=True)
class Question(Asked):
    """One rule put to one script: what a rule may look at, and how it answers."""

    read_record: Callable[[], Record]
    about: str | None = None  # the object that is asked about, of a rule that asks about each
    line: int = 1  # of the statement that last defined it; else of the file's beginning

    @cached_property
    def record(self) -> Record:
        """What the walk saw; walking happens on first use, once for all questions."""
        return self.read_record()

    @property
    def step(self) -> Step:
        """What the walk saw of this migration; `Blocked` where the walk did not get that far."""
        assert self.migration is not None
        self.reached()
        step = self.record.steps[self.migration.up.path]
        if not step.up.ok:
            raise Blocked("up-applies", f"{self.migration.up} does not apply")
        return step

    @property
    def trial(self) -> Trial:
        """What this very script, up, down or seed, was put through."""
        if self.migration is None:
            self.complete()
            return self.record.seed_trial
        if self.on_the_way_up:
            return self.step.up_trial
        if self.step.down is None or self.step.down.failure:
            raise Blocked("down-restores", f"{self.script} does not apply")
        return self.step.down_trial

    def reached(self) -> None:
        """Raise `Blocked` unless the walk got to this migration."""
        if self.record.setup and not self.record.setup.ok:
            raise Blocked("setup-applies", f"the setup file does not apply: {self.record.setup.failure}")
        if self.migration and self.migration.up.path not in self.record.steps:
            raise Blocked("up-applies", f"{self._stopper()} does not apply, so nothing after it was tried")

    def complete(self) -> None:
        """Raise `Blocked` unless every up of the chain applied."""
        if self.record.schema is None:
            raise Blocked("up-applies", f"{self._stopper()} does not apply")

    def _stopper(self) -> str:
        steps = self.record.steps
        stopped = [migration.up for migration in self.chain.migrations if not _went_up(steps.get(migration.up.path))]
        return str(stopped[0]) if stopped else str(self.chain.setup)


def _went_up(step: Step | None) -> bool:
    return step is not None and step.up.ok


Check = Callable[[Question], Iterable[Finding]]
RULES: dict[str, Rule] = {}


def rule(
    id: str,  # noqa: A002 - the word that users type
    *,
    on: On,
    asks: str,
    matters: str,
    mend: str,
    severity: Severity = Severity.ERROR,
    milder_with_ledger: bool = False,
    applies: Applies = always,
    each_object: bool = False,
) -> Callable[[Check], Check]:
    """Register the decorated check as a rule; refuse a second one of the same id.

    `applies` leaves out what a file or a chain has itself declared not to be a question; `each_object` says that it is
    put once for every object that the file defines, and once for all others.
    """

    def register(check: Check) -> Check:
        if id in RULES:
            raise ValueError(f"there is a rule {id!r} already: {RULES[id].check.__module__}")
        RULES[id] = Rule(
            id, on, severity, asks, matters, mend, check, milder_with_ledger, applies, each_object=each_object
        )
        return check

    return register


def _in_any_case(_: Settings) -> bool:
    return True


def adopt(static: Rule, *, in_any_case: bool = False) -> Callable[[Check], Check]:
    """Register the decorated check as the answer of a real server to a rule that can be asked without one, too.

    `in_any_case`: it is asked there also where the settings give nothing to be asked without one.
    """

    def register(check: Check) -> Check:
        wanted = _in_any_case if in_any_case else static.wanted
        RULES[static.id] = replace(static, check=check, wanted=wanted)
        return check

    return register


def questions(
    chain: Chain, rules: Iterable[Rule], read_record: Callable[[], Record], reading: Reading | None = None
) -> Iterator[Question]:
    """Yield every question that `rules` put to the files of `chain`, file by file, in the chain's order.

    What only stands in for a rule that is among them is left out: the server's answer counts.
    """
    reading = reading or Reading(chain)
    asking = tuple(rules)
    ids = {each.id for each in asking}
    chosen = [each for each in asking if not ids.intersection(each.stands_in_for) and each.wanted(reading.settings)]
    for script, migration, places in scripts(chain):
        for each in chosen:
            if each.on in places and each.applies(chain, script):
                question = Question(each, chain, script, migration, reading, read_record)
                if each.each_object and migration:
                    defined = defined_by(reading, migration).items()
                    yield from (replace(question, about=name, line=line) for name, line in defined)
                yield question


def about(statement: Statement) -> str:
    """Return what the statement makes or alters, as PostgreSQL names it; else the start of its text."""
    found = targets(statement.text)
    if not found:
        return shortened(statement, 60)
    first = found[0]
    name = quoted(first.name) if first.namespace in (None, "public") else str(Name(first.namespace or "", first.name))
    if first.kind in ("column", "constraint", "trigger", "policy") and first.table:
        return f"{quoted(first.table)}.{quoted(first.name)}"
    return name if first.kind == "table" else f"{first.kind} {name}"


def shortened(statement: Statement, width: int = 100) -> str:
    """Return the statement on one line, cut to `width` characters."""
    line = " ".join(statement.text.split())
    return line if len(line) <= width else line[: width - 1] + "…"
