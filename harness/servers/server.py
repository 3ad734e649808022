"""A server that was started for us, and the ways in which it is stopped."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from harness.servers import signals
from harness.servers.address import Address


class Server:
    """A running server: `address` says where; `stop`, leaving the context, or the end of the process removes it."""

    def __init__(self, begin: Callable[[ExitStack], Address]) -> None:
        """Start with `begin`, which leaves to the stack what undoes each of its steps; a failure undoes them."""
        self._stack: ExitStack | None = ExitStack()
        signals.hold()
        try:
            self.address = begin(self._stack)
        except BaseException:
            self.stop()
            raise
        atexit.register(self.stop)

    def stop(self) -> None:
        """Stop the server and remove everything that the run made; idempotent."""
        stack, self._stack = self._stack, None
        if stack is None:
            return
        atexit.unregister(self.stop)
        try:
            with signals.shielded():
                stack.close()
        finally:
            signals.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
