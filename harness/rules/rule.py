"""The registry: a rule is a function that asks one question of one file, and the prose that explains it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Literal

from harness.chain.statement import Chain, Migration, Script, Statement
from harness.finding import Finding, Severity
from harness.schema import Name, Part, quoted
from harness.walk.record import Record, Step, Trial
from harness.walk.targets import targets

On = Literal["up", "down", "seed", "script", "last down", "folder", "stray"]


class Blocked(Exception):
    """The question could not be asked, because of what another rule reports; `cause` is that rule."""

    def __init__(self, cause: str, reason: str) -> None:
        self.cause = cause
        super().__init__(reason)


@dataclass(frozen=True)
class Question:
    """One rule put to one script: what a rule may look at, and how it answers."""

    rule: Rule
    chain: Chain
    script: Script
    migration: Migration | None
    read_record: Callable[[], Record]

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
    def on_the_way_up(self) -> bool:
        """Whether the script is the up of its migration."""
        return self.migration is not None and self.script is self.migration.up

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

    def finding(
        self,
        line: int | None,
        about: str | Part,
        *,
        have: str,
        want: str,
        mend: str,
        try_sql: str | None = None,
        path: str | None = None,
    ) -> Finding:
        """Return a finding of this rule, milder by one where a ledger makes the question less pressing."""
        place = path or self.script.path
        return Finding(self.rule.id, self.severity, place, line, str(about), have, want, mend, try_sql)

    @property
    def severity(self) -> Severity:
        softened = self.rule.milder_with_ledger and self.chain.ledger
        return Severity(max(self.rule.severity - 1, Severity.INFO)) if softened else self.rule.severity


def _went_up(step: Step | None) -> bool:
    return step is not None and step.up.ok


Check = Callable[[Question], Iterable[Finding]]
Applies = Callable[[Chain, Script], bool]


def _always(_chain: Chain, _script: Script) -> bool:
    return True


@dataclass(frozen=True)
class Rule:
    """One question. The prose is data: `harness explain`, the docs page and the tests read the same words."""

    id: str
    on: On
    severity: Severity
    asks: str
    matters: str
    mend: str
    check: Check
    milder_with_ledger: bool = False
    applies: Applies = _always

    def __str__(self) -> str:
        return self.id

    def example(self, which: Literal["bad", "good"]) -> str:
        """Return the rule's example chain: one text, files parted by `-- file: NAME` lines."""
        return resources.files("harness.rules").joinpath("examples", self.id, f"{which}.sql").read_text("utf-8")


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
    applies: Applies = _always,
) -> Callable[[Check], Check]:
    """Register the decorated check as a rule; refuse a second one of the same id.

    `applies` leaves out what a file or a chain has itself declared not to be a question.
    """

    def register(check: Check) -> Check:
        if id in RULES:
            raise ValueError(f"there is a rule {id!r} already: {RULES[id].check.__module__}")
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", id):
            raise ValueError(f"a rule id is lower-case words joined by hyphens, not {id!r}")
        RULES[id] = Rule(id, on, severity, asks, matters, mend, check, milder_with_ledger, applies)
        return check

    return register


def questions(chain: Chain, rules: Iterable[Rule], read_record: Callable[[], Record]) -> Iterator[Question]:
    """Yield every question that `rules` put to the files of `chain`, file by file, in the chain's order."""
    chosen = tuple(rules)
    for script, migration, places in _scripts(chain):
        for each in chosen:
            if each.on in places and each.applies(chain, script):
                yield Question(each, chain, script, migration, read_record)


def _scripts(chain: Chain) -> Iterator[tuple[Script, Migration | None, set[On]]]:
    """Yield each file, the migration that it belongs to, and what may be asked of it."""
    for migration in chain.migrations:
        yield migration.up, migration, {"up", "script", "folder"}
        if migration.down:
            last: set[On] = {"last down"} if migration is chain.migrations[0] else set()
            yield migration.down, migration, {"down", "script", *last}
    if chain.seed:
        yield chain.seed, None, {"seed", "script"}
    known = {script.path for script in chain.scripts}
    for path in dict.fromkeys(found.path for found in chain.findings if found.path not in known):
        yield Script(chain.root / Path(path).relative_to(chain.path), path, "", ()), None, {"stray"}


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
