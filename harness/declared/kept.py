"""A dictionary that remembers what it held before: a statement can be taken back, or told of, at its own cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")

_ABSENT: Any = object()


class Kept(dict[K, V]):
    """A dictionary with a memory that reaches back to `begin`; a copy begins with an empty one."""

    __slots__ = ("_was",)

    def __init__(self, items: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> None:
        super().__init__(items)
        self._was: dict[K, V] = {}

    def begin(self) -> None:
        """Forget what was held before now."""
        self._was = {}

    def before(self) -> dict[K, V]:
        """Return what the keys that were touched since `begin` held then."""
        return {key: value for key, value in self._was.items() if value is not _ABSENT}

    def after(self) -> dict[K, V]:
        """Return what the keys that were touched since `begin` hold now."""
        return {key: self[key] for key in self._was if key in self}

    def revert(self) -> None:
        """Take back everything since `begin`."""
        for key, value in self._was.items():
            if value is _ABSENT:
                super().pop(key, None)
            else:
                super().__setitem__(key, value)
        self._was = {}

    def become(self, items: Mapping[K, V]) -> None:
        """Hold these items and no others."""
        for key in [key for key in self if key not in items]:
            del self[key]
        for key, value in items.items():
            if self.get(key, _ABSENT) is not value:
                self[key] = value

    def __setitem__(self, key: K, value: V) -> None:
        self._note(key)
        super().__setitem__(key, value)

    def __delitem__(self, key: K) -> None:
        self._note(key)
        super().__delitem__(key)

    def pop(self, key: K, default: Any = _ABSENT) -> Any:
        """Take a key away; return what it held, or the default."""
        self._note(key)
        return super().pop(key) if default is _ABSENT else super().pop(key, default)

    def setdefault(self, key: K, default: Any = None) -> Any:
        """Return what the key holds, which is the default from now on where it held nothing."""
        if key not in self:
            self[key] = default
        return self[key]

    def _note(self, key: K) -> None:
        if key not in self._was:
            self._was[key] = self.get(key, _ABSENT)
