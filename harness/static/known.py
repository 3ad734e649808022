"""The ids of all rules, those that need a server among them, without importing what talks to one."""

from __future__ import annotations

from functools import cache

from harness.finding import UsageError
from harness.settings import Settings
from harness.static.options import check_options
from harness.static.rule import EXAMPLES


@cache
def known_rules() -> tuple[str, ...]:
    """Return the id of every rule, sorted; each has a folder of examples."""
    return tuple(sorted(folder.name for folder in EXAMPLES.iterdir() if folder.is_dir()))


def refuse_unknown_rules(settings: Settings) -> None:
    """Raise `UsageError` for a rule that is selected, ignored, suppressed or told something, and does not exist."""
    named = [*settings.select, *settings.ignore, *(item.rule for item in settings.suppress), *settings.rules]
    for name in named:
        if name not in known_rules():
            mend = f"use one of: {', '.join(known_rules())}"
            raise UsageError(f"there is no rule {name!r}", want="a rule's id", mend=mend)
    check_options(settings)
