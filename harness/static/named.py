"""What a person calls an object (`orders`, `orders.customer_id`, `type status`, `index idx_x`), and which is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from harness.declared.objects import Address
from harness.finding import UsageError
from harness.schema import Domain, Enum, Function, Index, Name, Object, Part, Schema, Table, View, quoted
from harness.schema import Sequence as SequencePart

KINDS = (
    "table",
    "view",
    "type",
    "domain",
    "function",
    "procedure",
    "sequence",
    "index",
    "column",
    "constraint",
    "trigger",
    "policy",
    "rule",
    "extension",
)
_SAME = {"view": ("table", "view"), "domain": ("type", "domain"), "procedure": ("function",)}
_OWNED = ("column", "constraint", "trigger", "policy", "rule")


def words_of(words: Sequence[str], *, path_first: bool) -> tuple[str | None, str | None]:
    """Return what is meant by a command's words: the object, its kind before it where that is said, and the path.

    A word that names a file or folder is the path, first or last as the command has it.
    """
    left = list(words)
    path = None
    if len(left) != 1 or path_first or "/" in left[0]:
        at = 0 if path_first else -1
        path = left.pop(at) if left and is_path(left, at) else None
    if len(left) > 1 and (left[0] not in KINDS or len(left) > _MOST_WORDS):
        raise UsageError(
            f"{' '.join(left)}: more than one object, or a path that does not exist",
            want="one object, its kind before it where that is needed, and one path",
            mend="orders, orders.customer_id, type status, index idx_orders_customer_id",
        )
    return " ".join(left) or None, path


_MOST_WORDS = 2  # of an object: its kind and its name


def is_path(words: Sequence[str], at: int) -> bool:
    """Say whether a word is the path: it exists, or looks like no name and so is an error that names it."""
    word = words[at]
    named = len(words) == _MOST_WORDS and words[0] in KINDS  # `type sql` is a type, whatever lies beside
    return not named and (Path(word).exists() or "/" in word or word.endswith(".sql"))


def find(schema: Schema, called: str) -> tuple[Part, ...]:
    """Return the parts of a schema that a person may mean, those of one kind; raise `UsageError` for none."""
    kind, name = _split(called)
    found = [part for part in schema.parts() if _is_kind(kind, part.key[0]) and name in _names(part)]
    if not found:
        known = [form for part in schema.parts() if _is_kind(kind, part.key[0]) for form in _names(part)]
        raise unknown(called, name, known)
    return tuple(part for part in found if type(part) is type(found[0]))


def find_address(addresses: Iterable[Address], called: str) -> Address:
    """Return the address in a history that a person may mean; raise `UsageError` for none."""
    kind, name = _split(called)
    named = [(address, form) for address in addresses if _is_kind(kind, address[0]) for form in _forms(address)]
    found = [address for address, form in named if form == name]
    if not found:
        raise unknown(called, name, [form for _, form in named])
    return found[0]


def unknown(called: str, name: str, known: Iterable[str]) -> UsageError:
    """Return the error for what is not there, with the names that it may have been meant for."""
    kind, _ = _split(called)
    meant = [f"{kind} {each}" if kind else each for each in near(name, known)]
    return UsageError(
        f"nothing here is called {called}",
        want=f"{kind or 'an object'} that the chain makes",
        mend=" or ".join(meant) or "harness show lists what there is",
    )


def near(name: str, known: Iterable[str]) -> list[str]:
    """Return what is spelled nearly so, the nearest first."""
    alike = (each for each in known if each.count(".") == name.count("."))
    return get_close_matches(name, sorted(set(alike)), n=3, cutoff=0.7)


def _split(called: str) -> tuple[str | None, str]:
    first, _, rest = called.partition(" ")
    return (first, _folded(rest)) if rest and first in KINDS else (None, _folded(called))


def _folded(name: str) -> str:
    return name if '"' in name else name.lower()


def _is_kind(wanted: str | None, kind: str) -> bool:
    return wanted is None or kind in _SAME.get(wanted, (wanted,))


def _of_name(name: Name) -> Iterator[str]:
    yield str(name)
    yield quoted(name.name)
    yield f"{quoted(name.namespace)}.{quoted(name.name)}"


def _names(part: Part) -> set[str]:
    """Return what a person may call a part."""
    names = {part.identity}
    if isinstance(part, Table | View | Enum | Domain | SequencePart | Function | Index):
        names |= set(_of_name(part.name))
    elif isinstance(part, Object):
        names.add(part.name)
    return names


def _forms(address: Address) -> Iterator[str]:
    """Yield what a person may call what has an address."""
    kind, name, part = address
    for form in dict.fromkeys(_of_name(name)):
        if kind in _OWNED and part is not None:
            yield f"{form}.{quoted(part)}"
        else:
            yield form
            if kind == "function":
                yield f"{form}({part})"
