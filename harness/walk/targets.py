"""Which objects a statement would make, read from its tokens: enough to ask what stood there when a guard skipped it.

Looks into DO bodies and string literals too, because that is where guarded DDL lives. What it cannot see (names put
together at run time) it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlglot import Token, TokenType
from sqlglot.dialects.postgres import Postgres
from sqlglot.errors import TokenError

_NOISE = {"OR", "REPLACE", "UNIQUE", "TEMP", "TEMPORARY", "UNLOGGED", "MATERIALIZED", "CONCURRENTLY", "CONSTRAINT"}
_KINDS = {
    "TABLE": "table",
    "VIEW": "view",
    "TYPE": "type",
    "DOMAIN": "domain",
    "INDEX": "index",
    "SEQUENCE": "sequence",
    "TRIGGER": "trigger",
    "POLICY": "policy",
}
_QUOTED = (TokenType.HEREDOC_STRING, TokenType.STRING, TokenType.RAW_STRING)
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Target:
    """One object that a statement makes: its kind, its name as written, and the table it belongs to, if any."""

    kind: str
    name: str
    namespace: str | None = None
    table: str | None = None


def targets(text: str, depth: int = 0) -> tuple[Target, ...]:
    """Return what `text` makes with CREATE and ALTER TABLE … ADD, in order."""
    try:
        tokens = Postgres().tokenize(text)
    except TokenError:
        return ()
    found = list(_creates(tokens)) + list(_adds(tokens))
    if depth < _DEEPEST:
        for token in tokens:
            if token.token_type in _QUOTED and re.search(r"\b(?:create|alter)\b", token.text, re.IGNORECASE):
                found.extend(targets(token.text, depth + 1))
    return tuple(dict.fromkeys(found))


def _creates(tokens: Sequence[Token]) -> Iterator[Target]:
    words = [token.text.upper() for token in tokens]
    for at, word in enumerate(words):
        if word != "CREATE":
            continue
        place = at + 1
        while place < len(words) and words[place] in _NOISE:
            place += 1
        kind = _KINDS.get(words[place]) if place < len(words) else None
        if kind is None:
            continue
        place = _after_guard(words, place + (2 if words[place + 1 : place + 2] == ["CONCURRENTLY"] else 1))
        if words[place : place + 1] == ["ON"]:  # an index whose name PostgreSQL makes
            continue
        name, namespace, end = _name(tokens, place)
        if name:
            yield Target(kind, name, namespace, _on(tokens, end) if kind in ("index", "trigger", "policy") else None)


def _adds(tokens: Sequence[Token]) -> Iterator[Target]:
    words = [token.text.upper() for token in tokens]
    for start, word in enumerate(words):
        if word != "ALTER" or words[start + 1 : start + 2] != ["TABLE"]:
            continue
        at = _after_guard(words, start + 2)
        if words[at : at + 1] == ["ONLY"]:
            at += 1
        table, namespace, at = _name(tokens, at)
        while table and at < len(words) and words[at] not in (";", "ALTER TABLE"):
            if words[at] == "ADD":
                constraint = words[at + 1 : at + 2] == ["CONSTRAINT"]
                column = words[at + 1 : at + 2] == ["COLUMN"]
                name, _, at = _name(tokens, _after_guard(words, at + 1 + (constraint or column)))
                kind = "constraint" if constraint else "column"
                if name and (constraint or name.upper() not in ("CHECK", "PRIMARY", "UNIQUE", "FOREIGN", "EXCLUDE")):
                    yield Target(kind, name, namespace, table)
            else:
                at += 1


def _after_guard(words: Sequence[str], at: int) -> int:
    for guard in (["IF", "NOT", "EXISTS"], ["IF", "EXISTS"]):
        if list(words[at : at + len(guard)]) == guard:
            return at + len(guard)
    return at


def _name(tokens: Sequence[Token], at: int) -> tuple[str | None, str | None, int]:
    """Return the name at `at`, its qualifier, and where it ends."""
    parts: list[str] = []
    while at < len(tokens) and (tokens[at].token_type == TokenType.IDENTIFIER or _is_word(tokens[at])):
        token = tokens[at]
        parts.append(token.text if token.token_type == TokenType.IDENTIFIER else token.text.lower())
        at += 1
        if at < len(tokens) and tokens[at].token_type == TokenType.DOT:
            at += 1
            continue
        break
    if not parts:
        return None, None, at + 1
    return parts[-1], parts[-2] if len(parts) > 1 else None, at


def _is_word(token: Token) -> bool:
    return bool(re.fullmatch(r"[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*", token.text))


def _on(tokens: Sequence[Token], at: int) -> str | None:
    for after in range(at, min(at + 40, len(tokens) - 1)):
        if tokens[after].text.upper() == "ON":
            start = after + (2 if tokens[after + 1].text.upper() == "ONLY" else 1)
            return _name(tokens, start)[0]
    return None
