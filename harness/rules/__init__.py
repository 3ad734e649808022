"""Every rule: those that ask a server, by importing the module that registers each, and those that need none."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from harness.rules.rule import RULES, Blocked, Question, Rule, questions
from harness.static.known import refuse_unknown_rules
from harness.static.rules import RULES as STATIC

_NOT_RULES = {"guards", "observing", "over_rows", "replays", "rule"}

for _module in iter_modules(__path__):
    if _module.name not in _NOT_RULES:
        import_module(f"{__name__}.{_module.name}")

_all = {**STATIC, **RULES}  # the server's answer counts, where there are two
RULES.clear()
RULES.update(sorted(_all.items()))

__all__ = ["RULES", "Blocked", "Question", "Rule", "questions", "refuse_unknown_rules"]
