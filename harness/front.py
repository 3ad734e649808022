"""The plugin by which `harness check` lends its own run, server already started, to the pytest that it calls."""

from __future__ import annotations

import pytest

from harness.pytest_plugin import RUN
from harness.run import Run


class Front:
    """Puts the run in place before the pytest plugin would make one of its own."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[RUN] = self._run
