"""Cuts a goose or dbmate file into the half that goes up and the half that goes down.

Each half keeps its lines where they are: all other lines become blank, so that `file:line` stays true. Directives of
ours above the first marker belong to both halves. Both tools look at whole lines, whatever string or comment a line
stands in, and so does this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from harness.finding import FileError

_GOOSE = re.compile(r"--[ \t]*\+goose[ \t]+(.*?)\s*\Z", re.IGNORECASE)
_ANNOTATIONS = frozenset({"up", "down", "no transaction", "statementbegin", "statementend", "envsub on", "envsub off"})
_DBMATE = re.compile(r"--[ \t]*migrate:(up|down)(?:[ \t]+(\S.*?))?\s*\Z")
_OURS = re.compile(r"[ \t]*--[ \t]*harness:")


@dataclass(frozen=True, slots=True)
class Halves:
    """The two halves of a file, each with as many lines as the file; `down` is None where there is no marker."""

    up: str
    down: str | None
    up_transactional: bool = True
    down_transactional: bool = True


def goose_halves(text: str, path: str) -> Halves:
    """Cut at `-- +goose Up` and `-- +goose Down`; `NO TRANSACTION` counts for both halves.

    Raises `FileError` for annotations that goose would refuse, and for ENVSUB, which the harness does not do.
    """
    cutter = _Cutter(text)
    transactional = True
    block: int | None = None  # the line of the StatementBegin that is open
    for number, line in enumerate(cutter.lines, 1):
        found = _GOOSE.match(line)
        if found is None:
            cutter.keep(line)
            continue
        words = " ".join(found[1].lower().split())
        if words not in _ANNOTATIONS:
            raise _wrong(path, number, f"no annotation of goose: {found[1]}", "Up, Down, StatementBegin, …")
        if words == "envsub on":
            raise _wrong(path, number, "goose substitutes environment variables here; the harness does not", "SQL")
        if words in ("up", "down") and cutter.turn(words):
            raise _wrong(path, number, f"a second -- +goose {words}", "one of each")
        transactional = transactional and words != "no transaction"
        block = _block(words, number, block, path)
        cutter.blank()
    if block is not None:
        raise _wrong(path, block, "StatementBegin without StatementEnd", "both, or neither")
    return Halves(cutter.up, cutter.down, transactional, transactional)


def _block(words: str, number: int, block: int | None, path: str) -> int | None:
    """Return the line of the StatementBegin that is open behind this annotation."""
    if words == "statementend" and block is None:
        raise _wrong(path, number, "StatementEnd without StatementBegin", "both, or neither")
    return {"statementbegin": number, "statementend": None}.get(words, block)


def dbmate_halves(text: str, path: str) -> Halves:
    """Cut at `-- migrate:up` and `-- migrate:down`; `transaction:false` counts for the half that it heads.

    Raises `FileError` for a second marker of one kind and for options that dbmate does not know.
    """
    cutter = _Cutter(text)
    transactional = {"up": True, "down": True}
    for number, line in enumerate(cutter.lines, 1):
        found = _DBMATE.match(line)
        if found is None:
            cutter.keep(line)
            continue
        half = found[1]
        if cutter.turn(half):
            raise _wrong(path, number, f"a second -- migrate:{half}", "one of each")
        for option in (found[2] or "").split():
            if option not in ("transaction:false", "transaction:true"):
                raise _wrong(path, number, f"no option of dbmate: {option}", "transaction:false")
            transactional[half] = option.endswith("true")
        cutter.blank()
    return Halves(cutter.up, cutter.down, transactional["up"], transactional["down"])


def _wrong(path: str, line: int, have: str, want: str) -> FileError:
    return FileError(have, want=want, mend="put the markers right, as the tool's manual has them", path=path, line=line)


class _Cutter:
    """Deals the lines of a file out to its halves, a blank line to the one that a line is not for."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self._halves: dict[str, list[str]] = {"up": [], "down": []}
        self._current: str | None = None
        self._seen: set[str] = set()

    def turn(self, half: str) -> bool:
        """Go on with the other half; say whether it had been there already."""
        again = half in self._seen
        self._current = half
        self._seen.add(half)
        return again

    def keep(self, line: str) -> None:
        """Give a line to the half it stands in."""
        ours = self._current is None and _OURS.match(line)
        for half, lines in self._halves.items():
            lines.append(line if ours or half == self._current else "")

    def blank(self) -> None:
        """Give a line to no half."""
        for lines in self._halves.values():
            lines.append("")

    @property
    def up(self) -> str:
        return "\n".join(self._halves["up"])

    @property
    def down(self) -> str | None:
        return "\n".join(self._halves["down"]) if "down" in self._seen else None
