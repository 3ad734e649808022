"""Every rule, by importing the module that registers it; one rule, one file."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from harness.finding import UsageError
from harness.rules.rule import RULES, Blocked, Question, Rule, questions
from harness.settings import Settings

_NOT_RULES = {"folder", "guards", "mends", "renames", "replays", "rule"}

for _module in iter_modules(__path__):
    if _module.name not in _NOT_RULES:
        import_module(f"{__name__}.{_module.name}")

__all__ = ["RULES", "Blocked", "Question", "Rule", "questions", "refuse_unknown_rules"]


def refuse_unknown_rules(settings: Settings) -> None:
    """Raise `UsageError` for a rule that is selected, ignored or suppressed and does not exist."""
    named = [*settings.select, *settings.ignore, *(item.rule for item in settings.suppress)]
    for name in named:
        if name not in RULES:
            raise UsageError(f"there is no rule {name!r}", want="a rule's id", mend=f"use one of: {', '.join(RULES)}")
