"""What `harness check` prints for a person: the server, the findings, what could not be asked, and one closing line."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from harness.answer import Answer
from harness.chain.statement import Chain
from harness.finding import Finding, Severity
from harness.report.results import Exit, Results, unused_suppressions
from harness.rules import RULES
from harness.servers import Address

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def print_header(console: Console, address: Address, chain: Chain) -> None:
    """Say what is checked on which server, and why on that one."""
    count = len(chain.migrations)
    ledger = "a ledger tracks what ran" if chain.ledger else "no ledger"
    console.print(
        f"{chain.path}: {count} migration{'s' if count != 1 else ''}, layout {chain.layout}, {ledger}",
        highlight=False,
        soft_wrap=True,
    )
    console.print(f"{address}", highlight=False, soft_wrap=True)
    whole = [script.path for script in chain.scripts if script.meta_commands]
    if whole:
        console.print(
            f"run by psql as a whole, so neither interrupted nor raced: {', '.join(whole)}",
            highlight=False,
            soft_wrap=True,
        )


def print_finding(console: Console, finding: Finding) -> None:
    """Print one finding in the one format, its first line in the colour of its severity."""
    head, _, rest = str(finding).partition("\n")
    console.print(Text(f"{head}  {finding.severity}", style=_STYLES[finding.severity]), soft_wrap=True)
    console.print(Text(rest), soft_wrap=True)


def print_results(console: Console, chain: Chain, results: Results, code: Exit, seconds: float) -> None:
    """Print findings, what was blocked, unused suppressions, errors, and the closing line."""
    for finding in results.findings:
        console.print()
        print_finding(console, finding)
    _print_blocked(console, results)
    for path, line, rule in unused_suppressions(chain, results.answers):
        why = "which finds nothing there" if rule in RULES else "which is no rule"
        console.print(Text(f"{path}:{line} ignores [{rule}], {why}: take it out", style="yellow"), soft_wrap=True)
    for error in results.errors:
        console.print()
        console.print(Text(error, style="bold red"), soft_wrap=True)
    console.print()
    console.print(_closing(results, code, seconds), soft_wrap=True)


def _print_blocked(console: Console, results: Results) -> None:
    """Print what was not asked, one line for each reason."""
    groups: dict[tuple[str | None, str | None], list[Answer]] = {}
    for answer in results.answers:
        if answer.blocked is not None:
            groups.setdefault((answer.blocked_by, answer.blocked), []).append(answer)
    if groups:
        console.print()
    for (cause, reason), answers in groups.items():
        rules = ", ".join(sorted({answer.rule for answer in answers}))
        files = {answer.path for answer in answers}
        of = next(iter(files)) if len(files) == 1 else f"{len(files)} files"
        because = f" (see [{cause}])" if cause else ""
        console.print(Text(f"not asked of {of}: {rules}: {reason}{because}", style="dim"), soft_wrap=True)


def _closing(results: Results, code: Exit, seconds: float) -> Text:
    counts = [f"{results.passed} passed", f"{results.failed} failed"]
    counts += [f"{results.skipped} not asked"] if results.skipped else []
    suppressed = sum(len(answer.suppressed) for answer in results.answers)
    counts += [f"{suppressed} suppressed"] if suppressed else []
    word, style = {
        Exit.HOLDS: ("holds", "bold green"),
        Exit.STANDS: ("does not hold", "bold red"),
        Exit.UNANSWERED: ("could not be answered in full", "bold red"),
    }[code]
    return Text(f"{word}: {', '.join(counts)} in {seconds:.1f} s", style=style)
