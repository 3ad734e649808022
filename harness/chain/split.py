r"""Splits SQL text into statements exactly where `psql -f` splits it.

The rules are those of PostgreSQL's own sources: `src/fe_utils/psqlscan.l` (quotes, comments, parentheses, and
`BEGIN … END` inside `CREATE FUNCTION` and `CREATE PROCEDURE`), `src/bin/psql/psqlscanslash.l` (backslash commands) and
`src/bin/psql/mainloop.c` (line by line: a changed standard_conforming_strings counts from the next line, and the
data of `COPY … FROM stdin` begins on the line behind the statement). A test runs the real psql over the same files.

What psql alone can carry out is of kind `meta`: a backslash command; a statement that one ends (`\gexec`) or stands
in; `\;` and `\:`; and a statement with a variable that psql always sets (`:DBNAME`, `:{?name}`). Other `:name` stay as
they are, as they do in psql while they are not set. `\restrict` and `\unrestrict`, which pg_dump writes around its
output, do nothing for the server and are left out, as are empty statements and comments. An unterminated quote,
comment or parenthesis makes one statement of the rest of the file, which the server will refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from harness.chain.directives import read_directive, stray
from harness.chain.lexicon import BLANK, PLAIN, QUOTES, TOKEN, end_of, tokens
from harness.chain.session import StringSetting, may_change
from harness.chain.slash import Command, read_command
from harness.chain.statement import Ignore, Statement, StatementKind
from harness.finding import Finding

# How psqlscan.l recognises a routine: the marks of the statement's first words outside parentheses.
_MARKS = {"create": "c", "or": "o", "replace": "r", "function": "f", "procedure": "f"}
_ROUTINES = ("cf", "corf")

_END_OF_DATA = re.compile(r"^\\\.\r?\n", re.MULTILINE)
_STDIO = (["stdin"], ["stdout"])
_BEHIND_TABLE = ("from", "(", ".")  # where one of these stands behind BINARY, it is the table's name


@dataclass(frozen=True, slots=True)
class SplitResult:
    """The statements of one text, and what its directives say of the whole of it."""

    statements: tuple[Statement, ...]
    ignores: tuple[Ignore, ...] = ()
    transactional: bool = True
    findings: tuple[Finding, ...] = ()


def split(text: str, path: str = "", *, first_line: int = 1) -> SplitResult:
    """Split `text` (a file's, or part of one that begins on `first_line`) into statements; any text will do.

    Linear in the length of the text, but for more SQL on the line of a COPY, where each time the rest is copied once.
    Findings are those of rule `directive` only.
    """
    return _Splitter(text, path, first_line).run()


class _Splitter:
    """One pass over a text: `at` moves from token to token, `start` is where the statement in hand began."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self._text, self._path = text, path
        self._at = 1 if text.startswith("\ufeff") else 0
        self._line, self._counted = first_line, 0
        self._statements: list[Statement] = []
        self._findings: list[Finding] = []
        self._file_ignores: list[Ignore] = []
        self._waiting: list[Ignore] = []  # for the statement in hand or the next one
        self._transactional = True
        self._strings = StringSetting() if may_change(text) else None
        self._standard, self._standard_from = True, 0  # the setting for lines that begin at or behind `_standard_from`
        self._last_end = -1
        self._cuts: list[tuple[int, int]] = []
        self._reset()
        self._handlers: dict[str, Callable[[re.Match[str]], int]] = {
            "semicolon": self._semicolon,
            "open": self._open,
            "close": self._close,
            "directive": self._directive,
            "forced": self._forced,
            "backslash": self._backslash,
            "preset": self._preset,
            "word": self._word,
            "prefix": self._token,
            "other": self._token,
        }
        self._handlers.update(dict.fromkeys(QUOTES, self._quote))

    def _reset(self) -> None:
        self._start: int | None = None
        self._start_line: int | None = None  # counted when first needed: lines are counted forwards only
        self._end = 0
        self._depth = self._blocks = 0
        self._meta = False
        self._parts: list[int] = []  # where the parts begin that `\;` divides
        self._forget_words()

    def _forget_words(self) -> None:
        self._marks, self._watching = "", True

    def run(self) -> SplitResult:
        text, length = self._text, len(self._text)
        at = self._at
        while True:
            if self._start is not None and (self._depth or not self._watching):
                swallowed = PLAIN.match(text, at).end()  # type: ignore[union-attr]  # it matches the empty string
                if swallowed > at:
                    self._end = at = swallowed
            at = BLANK.match(text, at).end()  # type: ignore[union-attr]
            if at >= length:
                break
            found = TOKEN.match(text, at)
            assert found is not None  # `other` matches any character
            at = self._handlers[str(found.lastgroup)](found)
            if text is not self._text:  # data was cut out of the middle of what is left
                text, length = self._text, len(self._text)
        if self._start is not None:
            self._finish(self._end)
        self._findings.extend(stray(ignore) for ignore in self._waiting)
        return SplitResult(
            tuple(self._statements), tuple(self._file_ignores), self._transactional, tuple(self._findings)
        )

    # One method a token; each returns where to go on.

    def _token(self, found: re.Match[str]) -> int:
        if self._start is None:
            self._start = found.start()
        self._end = found.end()
        return self._end

    def _open(self, found: re.Match[str]) -> int:
        self._depth += 1
        return self._token(found)

    def _close(self, found: re.Match[str]) -> int:
        if self._depth:
            self._depth -= 1
        return self._token(found)

    def _preset(self, found: re.Match[str]) -> int:
        self._meta = True
        return self._token(found)

    def _word(self, found: re.Match[str]) -> int:
        if not self._depth and self._watching:
            word = found[0].lower()
            if self._marks in _ROUTINES:
                self._track_block(word)
            else:
                self._marks += _MARKS.get(word, "-")
                self._watching = any(routine.startswith(self._marks) for routine in _ROUTINES)
        return self._token(found)

    def _track_block(self, word: str) -> None:
        if word == "begin" or (word == "case" and self._blocks):
            self._blocks += 1
        elif word == "end" and self._blocks:
            self._blocks -= 1

    def _quote(self, found: re.Match[str]) -> int:
        kind, start = str(found.lastgroup), found.start()
        if start >= self._standard_from and self._strings:
            self._standard = self._strings.on
        end = end_of(kind, self._text, start, found.end(), standard=self._standard)
        if end >= 0 and kind == "comment":  # part of what psql sends, but no place for a statement to begin or end
            return end
        if self._start is None:
            self._start = start
        if end < 0:  # psql sends the lines that are left; what ends the last line is not part of it
            self._end = len(self._text) - self._text.endswith("\n")
            return len(self._text)
        self._end = end
        return end

    def _semicolon(self, found: re.Match[str]) -> int:
        if self._depth or self._blocks:
            return self._token(found)
        if self._start is None:
            self._reset()
            return found.end()
        return self._finish(found.end())

    def _forced(self, found: re.Match[str]) -> int:
        self._meta = True
        end = self._token(found)
        if found[0] == r"\;" and not self._depth and not self._blocks:
            self._forget_words()
            self._parts.append(end)
        return end

    def _directive(self, found: re.Match[str]) -> int:
        if self._start is not None and self._start_line is None:
            self._start_line = self._line_at(self._start)
        said = read_directive(found[0], self._path, self._line_at(found.start()))
        if isinstance(said, Finding):
            self._findings.append(said)
        elif said.whole_file:
            self._file_ignores.extend(said.ignores)
        elif said.no_transaction:
            self._transactional = False
        elif self._start is None and self._on_last_line(found.start()):
            last = self._statements[-1]
            self._statements[-1] = _with_ignores(last, (*last.ignores, *said.ignores))
        else:
            self._waiting.extend(said.ignores)
        return found.end()

    def _on_last_line(self, place: int) -> bool:
        return self._last_end >= 0 and self._text.find("\n", self._last_end, place) < 0

    def _backslash(self, found: re.Match[str]) -> int:
        command = read_command(self._text, found.end())
        if self._start is None:
            if command.name in ("restrict", "unrestrict"):
                return command.resume
            self._start = found.start()
            self._meta = True
            return self._finish(command.end, resume=command.resume, command=command)
        self._meta = True
        self._end = command.end
        if command.sends:
            return self._finish(command.end, resume=command.resume)
        return command.resume

    # Ending a statement.

    def _finish(self, end: int, *, resume: int | None = None, command: Command | None = None) -> int:
        assert self._start is not None
        text = self._text[self._start : end]
        copies = self._copies(self._start, end, command)
        resume = end if resume is None else resume
        data = None
        line = self._start_line or self._line_at(self._start)
        if copies:
            data, resume = self._take_data(resume, copies)
        kind: StatementKind = "meta" if self._meta else "copy" if copies else "sql"
        self._statements.append(Statement(self._path, line, text, kind, data, tuple(self._waiting)))
        self._waiting.clear()
        self._last_end = end
        if self._strings:
            self._strings.run(text)
            line_break = self._text.find("\n", end)
            self._standard_from = line_break + 1 if line_break >= 0 else len(self._text)
        self._reset()
        return resume

    def _copies(self, start: int, end: int, command: Command | None) -> list[bool]:
        """Return, for each COPY FROM stdin in the statement, whether it reads binary data."""
        if command:
            parts = [command.text] if command.name == "copy" else []
        else:
            edges = [start, *self._parts, end]
            parts = [self._text[low:high] for low, high in pairwise(edges)]
        found = (_copy_from_stdin(part) for part in parts)
        return [binary for binary in found if binary is not None]

    def _take_data(self, end: int, copies: list[bool]) -> tuple[str, int]:
        """Return the data behind the line that `end` stands on, and where to go on scanning."""
        text = self._text
        line_break = text.find("\n", end)
        begin = stop = line_break + 1 if line_break >= 0 else len(text)
        for binary in copies:
            mark = None if binary else _END_OF_DATA.search(text, stop)
            last, stop = (mark.start(), mark.end()) if mark else (len(text), len(text))
        data = text[begin:last] if len(copies) == 1 else text[begin:stop]
        if BLANK.match(text, end).end() >= begin:  # type: ignore[union-attr]
            return data, stop
        # More SQL on the statement's own line: psql reads that line to its end, and what it leaves open goes on
        # behind the data. So does this scanner, over a text without the data.
        self._text = text[:begin] + text[stop:]
        self._cuts.append((begin, text.count("\n", begin, stop)))
        return data, end

    def _line_at(self, place: int) -> int:
        """Return the file line of `place`, which never moves backwards from one call to the next."""
        self._line += self._text.count("\n", self._counted, place)
        self._counted = place
        while self._cuts and self._cuts[0][0] <= place:
            self._line += self._cuts.pop(0)[1]
        return self._line


def _with_ignores(statement: Statement, ignores: tuple[Ignore, ...]) -> Statement:
    return Statement(statement.path, statement.line, statement.text, statement.kind, statement.data, ignores)


def _copy_from_stdin(text: str) -> bool | None:
    """Say whether a COPY from stdin reads binary data; None where the text is no COPY from stdin.

    Only words outside parentheses count, so that `copy (select … from stdin) to stdout` is none. The grammar takes
    STDOUT for STDIN here: which it is depends on the direction alone.
    """
    stream = tokens(text)
    if next(stream, None) != "copy":
        return None
    words = ["copy", *stream]
    depth = 0
    for place, word in enumerate(words):
        depth += (word == "(") - (word == ")")
        if depth == 0 and word == "from":
            options = words[place + 2 :]
            binary = _is_binary(options) or (words[1] == "binary" and words[2] not in _BEHIND_TABLE)
            return binary if words[place + 1 : place + 2] in _STDIO else None
    return None


def _is_binary(options: list[str]) -> bool:
    return any(
        word.strip("'\"").lower() == "binary" and (before == "format" or "(" not in options)
        for before, word in pairwise(["", *options])
    )
