"""What a rule is, with or without a server, and the registry of those that need none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from harness.chain.statement import Chain, Migration, Script
from harness.finding import Finding, Severity
from harness.schema import Part
from harness.settings import Settings
from harness.static.reading import Reading

On = Literal["up", "down", "seed", "script", "last down", "folder", "stray"]


class Blocked(Exception):
    """The question could not be asked, because of what another rule reports; `cause` is that rule."""

    def __init__(self, cause: str, reason: str) -> None:
        self.cause = cause
        super().__init__(reason)


Applies = Callable[[Chain, Script], bool]
Wanted = Callable[[Settings], bool]


def always(_chain: Chain, _script: Script) -> bool:
    """Say yes: the question is one of every file."""
    return True


def _unconditionally(_settings: Settings) -> bool:
    return True


@dataclass(frozen=True)
class Rule:
    """One question. The prose is data: `harness explain`, the docs page and the tests read the same words.

    `applies` leaves out what a file or a chain has itself declared not to be a question, `wanted` what the settings do
    not ask for. `stands_in_for` names the rules that ask the same of a real server: where one of them is asked, this
    one is not, and who excuses one excuses the other. `each_object` says that the question is put once for every object
    that the file defines, and once for all others.
    """

    id: str
    on: On
    severity: Severity
    asks: str
    matters: str
    mend: str
    check: Callable[[Any], Iterable[Finding]]
    milder_with_ledger: bool = False
    applies: Applies = always
    wanted: Wanted = _unconditionally
    stands_in_for: tuple[str, ...] = ()
    each_object: bool = False

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", self.id):
            raise ValueError(f"a rule id is lower-case words joined by hyphens, not {self.id!r}")

    def __str__(self) -> str:
        return self.id

    def example(self, which: Literal["bad", "good"]) -> str:
        """Return the rule's example chain: one text, files parted by `-- file: NAME` lines."""
        return (EXAMPLES / self.id / f"{which}.sql").read_text("utf-8")


EXAMPLES = Path(__file__).parents[1] / "rules" / "examples"


@dataclass(frozen=True)
class Asked:
    """One rule put to one script, with what the text alone tells."""

    rule: Rule
    chain: Chain
    script: Script
    migration: Migration | None
    reading: Reading

    @property
    def on_the_way_up(self) -> bool:
        """Whether the script is the up of its migration."""
        return self.migration is not None and self.script is self.migration.up

    @property
    def severity(self) -> Severity:
        softened = self.rule.milder_with_ledger and self.chain.ledger
        return Severity(max(self.rule.severity - 1, Severity.INFO)) if softened else self.rule.severity

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


RULES: dict[str, Rule] = {}

Check = Callable[[Asked], Iterable[Finding]]


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
    wanted: Wanted = _unconditionally,
    stands_in_for: tuple[str, ...] = (),
) -> Callable[[Check], Check]:
    """Register the decorated check as a rule that needs no server; refuse a second one of the same id."""

    def register(check: Check) -> Check:
        if id in RULES:
            raise ValueError(f"there is a rule {id!r} already: {RULES[id].check.__module__}")
        RULES[id] = Rule(
            id, on, severity, asks, matters, mend, check, milder_with_ledger, applies, wanted, stands_in_for
        )
        return check

    return register


def chosen(rules: Iterable[Rule], settings: Settings) -> tuple[Rule, ...]:
    """Return the rules that the settings ask for; what only stands in for rules that are ignored is not."""
    return tuple(
        each
        for each in rules
        if settings.chooses(each.id)
        and each.wanted(settings)
        and not (each.stands_in_for and set(each.stands_in_for) <= set(settings.ignore))
    )


def asked(chain: Chain, rules: Iterable[Rule], reading: Reading) -> Iterator[Asked]:
    """Yield every question that `rules` put to the files of `chain`, file by file, in the chain's order."""
    asking = tuple(rules)
    for script, migration, places in scripts(chain):
        for each in asking:
            if each.on in places and each.applies(chain, script):
                yield Asked(each, chain, script, migration, reading)


def scripts(chain: Chain) -> Iterator[tuple[Script, Migration | None, set[On]]]:
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
