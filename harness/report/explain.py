"""A rule in prose: the same text for `harness explain` and for the docs page."""

from __future__ import annotations

from collections.abc import Iterable

from harness.finding import Finding
from harness.rules import Rule
from harness.static.rules import RULES as STATIC


def explanation(rule: Rule, found: Iterable[Finding] = ()) -> str:
    """Return the rule's page as Markdown: question, reason, mend, and both examples.

    `found` is what the rule says of its bad example, as the docs page shows it.
    """
    milder = ", and one milder where a ledger tracks what ran" if rule.milder_with_ledger else ""
    return f"""# {rule.id}

{rule.asks}

Severity: {rule.severity}{milder}. {_where(rule)}

## Why it matters

{rule.matters}

## The mend

{rule.mend}

## Does not hold

{_fenced("sql", rule.example("bad"))}
{_findings(found)}
## Holds

{_fenced("sql", rule.example("good"))}
"""


def _where(rule: Rule) -> str:
    """Say which check asks the rule."""
    if rule.stands_in_for:
        instead = " or ".join(f"[{each}]({each}.md)" for each in rule.stands_in_for)
        return f"Asked by `harness check --static` alone: on a server, {instead} answers it."
    return "Asked by `harness check --static` as well." if rule.id in STATIC else "Needs a server."


def index(rules: Iterable[Rule]) -> str:
    """Return the page that lists the rules, in Markdown."""
    rows = [f"| [{rule.id}]({rule.id}.md) | {rule.severity} | {rule.asks} |" for rule in rules]
    return "\n".join(["# The rules", "", "| rule | severity | asks |", "|---|---|---|", *rows, ""])


def _findings(found: Iterable[Finding]) -> str:
    shown = "\n\n".join(str(finding) for finding in found)
    return f"\nThe harness says:\n\n{_fenced('text', shown)}\n" if shown else ""


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text.strip()}\n```"
