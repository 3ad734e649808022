"""The tokens of SQL as psql's scanner sees them: compiled patterns, and a walk over the tokens of one statement.

The patterns follow `src/fe_utils/psqlscan.l` of PostgreSQL 18, whose rules are the server's own (`scan.l`) plus
psql's backslash commands and `:variables`. Two families are kept apart for speed: `PLAIN` swallows, in one match,
everything that can neither end a statement nor hide its end, and `TOKEN` names what `PLAIN` stopped at. Quantifiers
are possessive, so that no input makes a match quadratic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# ident_start and ident_cont: psqlscan.l counts every byte from 0x80 up as a letter. Said by what is none of them, all
# of it ASCII: a class that names the letters of Unicode takes fifty times as long to compile.
START = r"[^\x00-@\[-\^`{-\x7f]"
NAME = r"[^\x00-/:-@\[-\^`{-\x7f]"  # letters and digits
WORD = rf"{START}[^\x00-#%-/:-@\[-\^`{{-\x7f]*+"  # and $
OTHER = r"[\x00-\x08\x0e-\x1f!#%&*+,.<=>?@\[\]\^`{|}~\x7f]"  # of no meaning to a split
SPACE = r" \t\n\r\f\v"

# What psql sets by itself, so that `:NAME` is substituted in every file: "Variables" in psql's manual page.
_PRESET = (
    "AUTOCOMMIT|COMP_KEYWORD_CASE|DBNAME|ECHO|ECHO_HIDDEN|ENCODING|ERROR|FETCH_COUNT|HIDE_TABLEAM|"
    "HIDE_TOAST_COMPRESSION|HISTCONTROL|HISTSIZE|HOST|IGNOREEOF|LASTOID|LAST_ERROR_MESSAGE|LAST_ERROR_SQLSTATE|"
    "ON_ERROR_ROLLBACK|ON_ERROR_STOP|PORT|PROMPT[123]|QUIET|ROW_COUNT|SERVER_VERSION_NAME|SERVER_VERSION_NUM|SERVICE|"
    "SHOW_ALL_RESULTS|SHOW_CONTEXT|SINGLELINE|SINGLESTEP|SQLSTATE|USER|VERBOSITY|VERSION|VERSION_NAME|VERSION_NUM"
)
# `:{?name}` is always TRUE or FALSE.
_PRESET_USE = rf":(?:(?:{_PRESET})(?!{NAME})|'(?:{_PRESET})'|\"(?:{_PRESET})\"|\{{\?{NAME}++\}})"

_DIRECTIVE = r"--[ \t]*harness:"
_BLANK = rf"(?:[{SPACE}]++|(?!{_DIRECTIVE})--[^\n\r]*+)"  # white space and comments; a directive is a token
_PREFIXED = r"[eEbBxXnN]'|[uU]&['\"]"  # a letter that belongs to the string behind it

BLANK = re.compile(rf"{_BLANK}*+")

PLAIN = re.compile(
    rf"""(?:{_BLANK}*+(?:
        (?!{_PREFIXED}){WORD}
      | [0-9]++(?:{WORD})?+
      | \$[0-9]++(?:{WORD})?+ | \$(?![0-9$]|{START}{NAME}*+\$)
      | (?!{_PRESET_USE}):(?:[:=]|{NAME}++)?+
      | -(?!-) | /(?!\*)
      | {OTHER}++
    ))*+""",
    re.VERBOSE,
)

TOKEN = re.compile(
    rf"""(?P<semicolon>;) | (?P<open>\() | (?P<close>\))
      | (?P<escaped>[eE]') | (?P<unicode>[uU]&') | (?P<bits>[bBxX]') | (?P<string>')
      | (?P<quoted>(?:[uU]&)?")
      | (?P<prefix>[nN](?=')|[uU](?=&))
      | (?P<dollar>\$(?:{START}{NAME}*+)?\$)
      | (?P<comment>/\*)
      | (?P<directive>{_DIRECTIVE}[^\n\r]*+)
      | (?P<forced>\\[;:]) | (?P<backslash>\\)
      | (?P<preset>{_PRESET_USE})
      | (?P<word>{WORD})
      | (?P<other>::|:=|:{NAME}++|[0-9]++(?:{WORD})?+|\$[0-9]++(?:{WORD})?+|.)""",
    re.VERBOSE | re.DOTALL,
)

_STANDARD = re.compile(r"(?:[^']++|'')*+'")
_ESCAPED = re.compile(r"(?:[^'\\]++|''|\\.)*+'", re.DOTALL)
_BITS = re.compile(r"[^']*+'")
_QUOTED = re.compile(r'(?:[^"]++|"")*+"')
_CLOSED_BY = {"string": _STANDARD, "unicode": _STANDARD, "escaped": _ESCAPED, "bits": _BITS, "quoted": _QUOTED}
_COMMENT_EDGE = re.compile(r"/\*|\*/")

# A literal goes on behind a line break. psql scans line by line and so never sees a line feed there (the server
# does); what it does see is a lone carriage return.
_CONTINUED = re.compile(r"(?:[ \t\f\v]++|--[^\n\r]*+)*+\r(?:[ \t\r\f\v]++|--[^\n\r]*+\r)*+'")


def end_of(kind: str, text: str, start: int, opened: int, *, standard: bool) -> int:
    """Return where the quoted thing ends that opens at `start`, its opening token ending at `opened`.

    `kind` is the group of `TOKEN` that matched, `standard` says whether standard_conforming_strings is on.
    Returns -1 where it is never closed.
    """
    if kind == "dollar":
        found = text.find(text[start:opened], opened)
        return found if found < 0 else found + opened - start
    if kind == "comment":
        return _end_of_comment(text, opened)
    pattern = _ESCAPED if kind == "string" and not standard else _CLOSED_BY[kind]
    end = _close(pattern, text, opened)
    while pattern is not _QUOTED and end > 0 and (more := _CONTINUED.match(text, end)):
        end = _close(pattern, text, more.end())
    return end


def _close(pattern: re.Pattern[str], text: str, opened: int) -> int:
    found = pattern.match(text, opened)
    return found.end() if found else -1


def _end_of_comment(text: str, opened: int) -> int:
    depth = 1
    for edge in _COMMENT_EDGE.finditer(text, opened):
        depth += 1 if edge[0] == "/*" else -1
        if depth == 0:
            return edge.end()
    return -1


QUOTES = frozenset({"escaped", "unicode", "bits", "string", "quoted", "dollar", "comment"})


def tokens(text: str, *, standard: bool = True) -> Iterator[str]:
    """Yield the tokens of `text`, comments and white space left out, unquoted words in lower case."""
    at = BLANK.match(text, 0).end()  # type: ignore[union-attr]  # it matches the empty string
    while at < len(text):
        found = TOKEN.match(text, at)
        assert found is not None  # `other` matches any character
        kind, end = str(found.lastgroup), found.end()
        if kind in QUOTES:
            closed = end_of(kind, text, at, end, standard=standard)
            end = closed if closed >= 0 else len(text)
        if kind not in ("comment", "directive"):
            yield found[0].lower() if kind == "word" else text[at:end]
        at = BLANK.match(text, end).end()  # type: ignore[union-attr]
