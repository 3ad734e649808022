"""Where `harness check` prints: in colour on a terminal, as plain text elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from harness.report.lines import Line


def print_lines(console: Console, lines: Iterable[Line]) -> None:
    """Print what is to be said, long lines unbroken."""
    for line in lines:
        console.print(Text(line.text, style=line.style), soft_wrap=True)
