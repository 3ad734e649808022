"""What the real psql sends for a file, and whether our statements are the same.

psql's own log (`-L`) records every query between two fixed lines before it is sent, whatever the server answers.
Equal means: the same statements in the same order, each with the same text, where psql's has comments in front of the
first token and behind the last and leaves out empty lines; queries without any token are left out on both sides.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from harness.chain import Statement

_QUERY = re.compile(
    r"^(?:/\*{8}|\*{9}) QUERY (?:\*{9}/|\*{10})\n(.*?)\n(?:/\*{24}/|\*{26})\n\n", re.MULTILINE | re.DOTALL
)
_SPACE = " \t\n\r\f\v"


class Psql:
    """One psql, and the environment that leads it to a database."""

    def __init__(self, program: Path, environment: Mapping[str, str]) -> None:
        self._program, self._environment = program, environment

    def __repr__(self) -> str:
        return str(self._program)

    @cached_property
    def counts_every_word(self) -> bool:
        """Say whether this psql looks for CREATE FUNCTION among words in parentheses too.

        The releases up to 18.5, 15.18 and their contemporaries do. No statement that the server takes is split
        differently for it.
        """
        return len(self.sends("(a) create function f begin; end; select 1;")) > 1

    def sends(self, text: str) -> list[str]:
        """Return every query that `psql -f` sends for a file of that text, errors or not."""
        with tempfile.TemporaryDirectory() as folder:
            file, log = Path(folder, "file.sql"), Path(folder, "log")
            file.write_bytes(text.encode())
            subprocess.run(
                [self._program, "-X", "-q", "-L", log, "-f", file],
                env=dict(self._environment),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
            return [found[1] for found in _QUERY.finditer(log.read_bytes().decode())]


def skip_blank(text: str, at: int = 0) -> int:
    """Return where the first token begins: behind white space and closed comments, character by character."""
    while at < len(text):
        if text[at] in _SPACE:
            at += 1
        elif text.startswith("--", at):
            at = min((found for found in (text.find("\n", at), text.find("\r", at)) if found >= 0), default=len(text))
        elif text.startswith("/*", at) and (end := _end_of_comment(text, at)):
            at = end
        else:
            break
    return at


def _end_of_comment(text: str, at: int) -> int | None:
    depth = 0
    while at < len(text):
        if text.startswith(("/*", "*/"), at):
            depth += 1 if text[at] == "/" else -1
            at += 2
            if depth == 0:
                return at
        else:
            at += 1
    return None


def plain(text: str) -> str:
    r"""Return the text without what psql does not send: empty lines, `\echo here`, and the backslash of `\;`."""
    return re.sub(r"\n+", "\n", re.sub(r"\\echo here|\\(?=[;:])", "", text))


def queries(statements: tuple[Statement, ...]) -> Iterator[str]:
    """Yield what we would expect psql to send: commands of psql's own are sent to nobody."""
    for statement in statements:
        text = plain(re.sub(r"\\g\s*\Z", "", statement.text) if statement.kind == "meta" else statement.text)
        if not (statement.kind == "meta" and text.startswith("\\")) and not _empty(text):
            yield text


def _empty(text: str) -> bool:
    at = skip_blank(text)
    while at < len(text) and text[at] == ";":
        at = skip_blank(text, at + 1)
    return at == len(text)


def difference(sent: list[str], statements: tuple[Statement, ...]) -> str | None:
    """Return the first statement on which psql and we disagree; None where there is none."""
    theirs = [plain(text) for text in sent if not _empty(plain(text))]
    ours = list(queries(statements))
    for index in range(max(len(theirs), len(ours))):
        if index >= len(theirs) or index >= len(ours):
            return f"psql sends {len(theirs)}, we have {len(ours)}: {(theirs[len(ours) :] or ours[len(theirs) :])[0]!r}"
        text = theirs[index][skip_blank(theirs[index]) :]
        rest = text[len(ours[index]) :]
        if not text.startswith(ours[index]) or skip_blank(rest) != len(rest):
            return f"statement {index + 1}: psql sends {theirs[index]!r}, we have {ours[index]!r}"
    return None
