"""`[tool.harness.rules.<id>]`: what single rules can be told, and what they say of what they do not take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from harness.finding import UsageError
from harness.settings import Settings

KINDS = {
    "pk": "primary keys",
    "fk": "foreign keys",
    "uq": "unique constraints",
    "ck": "check constraints",
    "ex": "exclusion constraints",
    "idx": "indexes",
    "trg": "triggers",
    "pol": "policies",
}
_PLACEHOLDERS = {"table", "columns", "references"}


def enum_labels(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Return the labels that each type shall have, in order; raise `UsageError` for anything else."""
    given = settings.rules.get("enum-labels", {})
    for name, labels in given.items():
        if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
            raise _wrong("enum-labels", name, labels, "a list of labels", f'{name} = ["one", "two"]')
    return {name: tuple(labels) for name, labels in given.items()}


def naming(settings: Settings) -> dict[str, str]:
    """Return the pattern that names of each kind shall follow; raise `UsageError` for anything else."""
    given = settings.rules.get("naming", {})
    for kind, pattern in given.items():
        if kind not in KINDS:
            raise _wrong("naming", kind, pattern, f"one of {', '.join(KINDS)}", 'fk = "fk_{table}_{columns}"')
        if not isinstance(pattern, str) or not set(re.findall(r"\{(.*?)\}", pattern)) <= _PLACEHOLDERS:
            want = "a name with {table}, {columns} and {references}, and * for any text"
            raise _wrong("naming", kind, pattern, want, f'{kind} = "{kind}_{{table}}_*"')
    return dict(given)


_TAKERS = {"enum-labels": enum_labels, "naming": naming}


def check_options(settings: Settings) -> None:
    """Raise `UsageError` for options of a rule that takes none, or not these."""
    for rule in settings.rules:
        if rule not in _TAKERS:
            raise UsageError(
                f"the rule {rule} takes no options",
                want=f"options of {' or '.join(_TAKERS)}",
                mend=f"take [tool.harness.rules.{rule}] out",
            )
        _TAKERS[rule](settings)


def _wrong(rule: str, key: str, value: Any, want: str, mend: str) -> UsageError:
    return UsageError(f"[tool.harness.rules.{rule}] {key} is {value!r}", want=want, mend=mend)


def is_told(settings: Settings, rule: str) -> bool:
    """Say whether a rule that asks nothing by itself was told what to ask."""
    options: Mapping[str, Any] = settings.rules.get(rule, {})
    return bool(options)
