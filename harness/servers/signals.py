"""SIGTERM and SIGHUP as Ctrl-C while a server of ours runs, so that everything unwinds and is cleaned up."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_TERMINATION = (signal.SIGTERM, signal.SIGHUP)
_holders = 0


def hold() -> None:
    """Turn SIGTERM and SIGHUP into `KeyboardInterrupt` until `release`.

    Left alone where the program has handlers of its own, and outside the main thread, where Python allows none.
    """
    global _holders  # noqa: PLW0603 (handlers belong to the process, and so does their count)
    _holders += 1
    if _in_main_thread():
        for number in _TERMINATION:
            if signal.getsignal(number) == signal.SIG_DFL:
                signal.signal(number, _interrupt)


def release() -> None:
    """Undo one `hold`; the last one gives the signals their default meaning back."""
    global _holders  # noqa: PLW0603
    _holders -= 1
    if _in_main_thread() and not _holders:
        for number in _TERMINATION:
            if signal.getsignal(number) is _interrupt:
                signal.signal(number, signal.SIG_DFL)


@contextmanager
def shielded() -> Iterator[None]:
    """Let no second Ctrl-C or SIGTERM cut a clean-up short; a clean-up bounds its own time."""
    if not _in_main_thread():
        yield
        return
    # A handler that is not Python's reads as None and cannot be put back, so it stays.
    known = [number for number in (signal.SIGINT, *_TERMINATION) if signal.getsignal(number) is not None]
    before = {number: signal.signal(number, signal.SIG_IGN) for number in known}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, frame: FrameType | None) -> None:
    del frame
    raise KeyboardInterrupt(signal.Signals(number).name)


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()
