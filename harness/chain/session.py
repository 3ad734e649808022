"""What a session's standard_conforming_strings is after each statement, as far as the text tells.

psql learns the setting from the server before it scans each line; without a server it is followed through the plain
forms: SET, RESET, DISCARD ALL and `select set_config(…)`, within transactions and without. What a function or an
`alter role` may change is not followed, nor is ROLLBACK TO SAVEPOINT.
"""

from __future__ import annotations

import re
from itertools import islice

from harness.chain.lexicon import tokens

_NAME = "standard_conforming_strings"
_RELEVANT = re.compile(_NAME, re.IGNORECASE)
_LENGTH = 12  # tokens; longer than any of the forms


def may_change(text: str) -> bool:
    """Say whether anything in a file can switch the setting: where not, there is nothing to follow."""
    return _RELEVANT.search(text) is not None


class StringSetting:
    """Follows the setting from statement to statement; `on` is its value now."""

    def __init__(self) -> None:
        self.on = True
        self._session = True  # without SET LOCAL
        self._before: bool | None = None  # at BEGIN; None outside a transaction

    def run(self, statement: str) -> None:
        """Take in one statement that was sent and succeeded."""
        words = list(islice(tokens(statement), _LENGTH))
        match words[:-1] if words[-1:] == [";"] else words:
            case ["begin", *_] | ["start", "transaction", *_] if self._before is None:
                self._before = self._session
            case ["commit" | "end", *rest] | ["prepare", "transaction", *rest] if "prepared" not in rest[:1]:
                self.on, self._before = self._session, None
            case ["rollback" | "abort", *rest] if not {"to", "prepared"} & set(rest):
                self.on = self._session = self._session if self._before is None else self._before
                self._before = None
            case ["reset" | "discard", "all"] | ["reset", "standard_conforming_strings"]:
                self._set(value=True)
            case ["set", "local", "standard_conforming_strings", "=" | "to", value]:
                self._set(value=_boolean(value), local=True)
            case ["set", "session", "standard_conforming_strings", "=" | "to", value]:
                self._set(value=_boolean(value))
            case ["set", "standard_conforming_strings", "=" | "to", value]:
                self._set(value=_boolean(value))
            case ["select", *rest]:
                self._set_config(rest[2:] if rest[:2] == ["pg_catalog", "."] else rest)

    def _set_config(self, words: list[str]) -> None:
        match words:
            case ["set_config", "(", name, ",", value, ",", local, ")"] if name.strip("'").lower() == _NAME:
                self._set(value=_boolean(value), local=bool(_boolean(local)))

    def _set(self, *, value: bool | None, local: bool = False) -> None:
        if value is None or (local and self._before is None):  # outside a transaction SET LOCAL only warns
            return
        self.on = value
        if not local:
            self._session = value


def _boolean(word: str) -> bool | None:
    """Read a Boolean as the server does: any unambiguous beginning; None for what it would refuse."""
    word = word.strip("'").lower()
    if word in ("1", "default", "on") or (word and ("true".startswith(word) or "yes".startswith(word))):
        return True
    if word in ("0", "of", "off") or (word and ("false".startswith(word) or "no".startswith(word))):
        return False
    return None
