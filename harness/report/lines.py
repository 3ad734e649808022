"""What a report says, line by line, each with its colour: where it is shown is another matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from harness.answer import Answer
from harness.chain.statement import Chain
from harness.finding import Finding, Severity
from harness.report.summary import Exit, Summary, unused_suppressions
from harness.static.known import known_rules

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


class Line(NamedTuple):
    """One line, or several in one colour; `style` is as rich has it."""

    text: str = ""
    style: str = ""


def header_lines(chain: Chain, server: str) -> Iterator[Line]:
    """Say what is checked, and on which server and why."""
    count = len(chain.migrations)
    ledger = "a ledger tracks what ran" if chain.ledger else "no ledger"
    yield Line(f"{chain.path}: {count} migration{'s' if count != 1 else ''}, layout {chain.layout}, {ledger}")
    yield Line(server)


def whole_lines(chain: Chain) -> Iterator[Line]:
    """Say which files a server is given as a whole."""
    whole = [script.path for script in chain.scripts if script.meta_commands]
    if whole:
        yield Line(f"run by psql as a whole, so neither interrupted nor raced: {', '.join(whole)}")


def finding_lines(finding: Finding) -> Iterator[Line]:
    """Say one finding in the one format, its first line in the colour of its severity."""
    head, _, rest = str(finding).partition("\n")
    yield Line(f"{head}  {finding.severity}", _STYLES[finding.severity])
    yield Line(rest)


def result_lines(
    chain: Chain, results: Summary, code: Exit, seconds: float, understood: tuple[int, int], tried: int | None = None
) -> Iterator[Line]:
    """Say the findings, what was blocked, unused suppressions, errors, and the closing line.

    `understood` is how many statements are, and of how many; `tried` is how many rows and statements were put to the
    last version, where that was asked for.
    """
    for finding in results.findings:
        yield Line()
        yield from finding_lines(finding)
    yield from _blocked(results)
    for path, line, rule in unused_suppressions(chain, results.answers):
        why = "which finds nothing there" if rule in known_rules() else "which is no rule"
        yield Line(f"{path}:{line} ignores [{rule}], {why}: take it out", "yellow")
    for error in results.errors:
        yield Line()
        yield Line(error, "bold red")
    yield Line()
    yield _closing(results, code, seconds, understood, tried)


def _blocked(results: Summary) -> Iterator[Line]:
    """Say what was not asked, one line for each reason."""
    groups: dict[tuple[str | None, str | None], list[Answer]] = {}
    for answer in results.answers:
        if answer.blocked is not None:
            groups.setdefault((answer.blocked_by, answer.blocked), []).append(answer)
    if groups:
        yield Line()
    for (cause, reason), answers in groups.items():
        rules = ", ".join(sorted({answer.rule for answer in answers}))
        files = {answer.path for answer in answers}
        of = next(iter(files)) if len(files) == 1 else f"{len(files)} files"
        because = f" (see [{cause}])" if cause else ""
        yield Line(f"not asked of {of}: {rules}: {reason}{because}", "dim")


def _closing(results: Summary, code: Exit, seconds: float, understood: tuple[int, int], tried: int | None) -> Line:
    counts = [f"{results.passed} passed", f"{results.failed} failed"]
    counts += [f"{results.skipped} not asked"] if results.skipped else []
    suppressed = sum(len(answer.suppressed) for answer in results.answers)
    counts += [f"{suppressed} suppressed"] if suppressed else []
    word, style = {
        Exit.HOLDS: ("holds", "bold green"),
        Exit.STANDS: ("does not hold", "bold red"),
        Exit.UNANSWERED: ("could not be answered in full", "bold red"),
    }[code]
    read = f"understood: {understood[0]} of {understood[1]} statements"
    rows = f"; {tried} rows tried" if tried is not None else ""
    return Line(f"{word}: {', '.join(counts)} in {seconds:.1f} s; {read}{rows}", style)
