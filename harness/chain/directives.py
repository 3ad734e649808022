"""Comments that speak to the harness: `-- harness: ignore[rule] because reason` and its two kin.

A directive stands in a `--` comment of its own. `ignore` excuses the statement that it stands in, before, or, on the
same line, behind; `ignore-file` excuses the whole file; `no-transaction` says that the file cannot run in one
transaction. What does not read like one of these is an error, because an excuse that silently does nothing is worse
than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from harness.chain.statement import Ignore
from harness.finding import Finding, Severity

RULE = "directive"

_WORD = re.compile(r"--[ \t]*harness:[ \t]*([\w-]*)[ \t]*(.*?)[ \t]*\Z", re.DOTALL)
_RULES = re.compile(r"\[[ \t]*([a-z][a-z0-9-]*(?:[ \t]*,[ \t]*[a-z][a-z0-9-]*)*)[ \t]*\][ \t]*(.*)\Z", re.DOTALL)
_REASON = re.compile(r"because[ \t:]+(\S.*)\Z", re.DOTALL)

_FORMS = (
    "-- harness: ignore[rule] because reason",
    "-- harness: ignore-file[rule] because reason",
    "-- harness: no-transaction",
)


@dataclass(frozen=True, slots=True)
class Directive:
    """What one comment says: `ignores` for its statement or, where `whole_file`, for the file."""

    ignores: tuple[Ignore, ...] = ()
    whole_file: bool = False
    no_transaction: bool = False


def read_directive(comment: str, path: str, line: int) -> Directive | Finding:
    """Return what `comment` (from its dashes to the end of its line) says, or the finding that it says nothing."""
    found = _WORD.match(comment)
    word, rest = (found[1], found[2]) if found else ("", "")
    if word == "no-transaction" and (not rest or _REASON.match(rest)):
        return Directive(no_transaction=True)
    if word not in ("ignore", "ignore-file"):
        return _wrong(comment, path, line, "no directive that the harness knows", " or ".join(_FORMS))
    form = _FORMS[0] if word == "ignore" else _FORMS[1]
    named = _RULES.match(rest)
    if named is None:
        return _wrong(comment, path, line, "no rule named in brackets", form)
    rules = [rule.strip() for rule in named[1].split(",")]
    reason = _REASON.match(named[2])
    if reason is None:
        form = form.replace("rule", ", ".join(rules))
        return _wrong(comment, path, line, "no reason: an excuse without one cannot be judged later", form)
    ignores = tuple(Ignore(rule, reason[1], path, line) for rule in dict.fromkeys(rules))
    return Directive(ignores, whole_file=word == "ignore-file")


def _wrong(comment: str, path: str, line: int, why: str, form: str) -> Finding:
    have = f"{comment.strip()}: {why}"
    return Finding(RULE, Severity.ERROR, path, line, "", have, form, f"write it as: {form}")


def stray(ignore: Ignore) -> Finding:
    """Return the finding for an `ignore` after the last statement: it excuses nothing."""
    return Finding(
        RULE,
        Severity.ERROR,
        ignore.path,
        ignore.line,
        "",
        f"ignore[{ignore.rule}] with no statement behind it",
        "a directive that stands before, in, or on the last line of the statement that it excuses",
        "move it before its statement, or write ignore-file to excuse the whole file",
    )
