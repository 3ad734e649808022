"""Storage parameters and foreign options as SET and RESET change them."""

from __future__ import annotations


def changed_options(known: tuple[str, ...], said: tuple[tuple[str, str], ...], *, reset: bool) -> tuple[str, ...]:
    """Return options after SET or RESET; foreign ones may be preceded by ADD, SET and DROP."""
    kept = dict(option.split("=", 1) for option in known)
    for name, value in said:
        verb, _, bare = name.rpartition(" ")
        if reset or verb == "drop":
            kept.pop(bare, None)
        else:
            kept[bare] = value
    return tuple(sorted(f"{name}={value}" for name, value in kept.items()))
