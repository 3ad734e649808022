r"""One backslash command of psql: where it ends, and whether it sends the statement in front of it.

The rules are those of `src/bin/psql/psqlscanslash.l` and `command.c`: a name up to white space or a backslash, then
arguments up to the end of the line or an unquoted backslash; `\\` ends a command and is swallowed. Some commands take
their whole line as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = re.compile(r"[^ \t\n\r\f\v\\]*+")

# Arguments; an unterminated quote takes the rest of the line, and so does a pipe (\g |less).
_ARGUMENTS = re.compile(
    r"""(?:[ \t\r\f\v]++\|[^\n]*+
      | [^\n\\'`"]++
      | '(?:[^\n\\']++|''|\\[^\n])*+(?:'|\\?(?=\n|\Z)) | `[^\n`]*+(?:`|(?=\n|\Z)) | "[^\n"]*+(?:"|(?=\n|\Z))
    )*+""",
    re.VERBOSE,
)
_LINE = re.compile(r"[^\n]*+")

_WHOLE_LINE = frozenset({"!", "copy", "h", "help", "ef", "ev", "sf", "sf+", "sv", "sv+"})

# They send the query buffer or throw it away; either way the next statement begins behind them.
_SENDING = frozenset(
    {"g", "gx", "gexec", "gset", "gdesc", "crosstabview", "watch", "parse", "sendpipeline", "r", "reset"}
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command's name, its text without the backslash, where it ends, and where scanning goes on."""

    name: str
    text: str
    end: int
    resume: int

    @property
    def sends(self) -> bool:
        """Say whether the query buffer is empty behind it."""
        return self.name in _SENDING


def read_command(text: str, at: int) -> Command:
    """Read the command whose name begins at `at`, just behind its backslash."""
    name = _NAME.match(text, at)
    assert name is not None  # it matches the empty string
    arguments = (_LINE if name[0] in _WHOLE_LINE else _ARGUMENTS).match(text, name.end())
    assert arguments is not None
    end = arguments.end()
    resume = end + 2 if text.startswith("\\\\", end) else end
    shown = at + len(text[at:end].rstrip(" \t\r\f\v"))
    return Command(name[0], text[at:shown], shown, resume)
