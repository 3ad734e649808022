"""What the commands share: settings, the chain that is meant, and where their words go."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from harness.chain import read_chain
from harness.chain.statement import Chain
from harness.finding import Severity, UsageError
from harness.report.lines import Line
from harness.settings import Settings, read_settings

_NAMES = ("server", "layout", "seed", "setup", "statement_timeout", "examples", "select", "ignore")
_FLAGS = ("any_version", "allow_psql", "superuser", "scratch_role", "strict")


def settings_for(path: str | None, options: dict[str, Any]) -> Settings:
    """Return the settings that hold for `path`, with the command line's options over them."""
    chosen = {name: options.get(name) for name in _NAMES} | {name: options.get(name) or None for name in _FLAGS}
    fail_on = options.get("fail_on")
    chosen["fail_on"] = Severity.parse(fail_on) if fail_on else None
    return read_settings(Path(path or ".").resolve()).override(**chosen)


def folder_for(path: str | None, settings: Settings) -> str:
    """Return the folder that is meant; raise `UsageError` where neither the command line nor the settings name one."""
    folder = path or (os.path.relpath(settings.root / settings.path) if settings.path else None)
    if folder is None:
        raise UsageError(
            "no folder was named, and no pyproject.toml here names one",
            want="a folder of migrations",
            mend="harness check PATH, or `path` under [tool.harness] in pyproject.toml",
        )
    return folder


def chain_for(folder: Path, settings: Settings, unsaved: dict[Path, str] | None = None) -> Chain:
    """Read the chain of a folder or file, as the settings have it."""
    seed, setup = (settings.root / name if name else None for name in (settings.seed, settings.setup))
    return read_chain(
        folder,
        layout=settings.layout,
        ledger=settings.ledger,
        seed=seed,
        setup=setup,
        max_bytes=settings.max_file_size * 2**20,
        unsaved=unsaved,
    )


def refuse_unwritable(output: str | None) -> None:
    """Raise `UsageError` where the report could not be written, before a run is spent on it."""
    if output is None:
        return
    try:
        Path(output).open("a", encoding="utf-8").close()
    except OSError as error:
        raise UsageError(
            f"the report cannot be written to {output}: {error.strerror}",
            want="a file that can be written",
            mend="name another with --output, or make its folder first",
        ) from error


def write(text: str, output: str | None) -> None:
    """Write a text where the command line says, else to standard output."""
    if output:
        Path(output).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def write_json(report: Any, output: str | None) -> None:
    """Write plain data as JSON."""
    write(json.dumps(report, indent=2) + "\n", output)


def say(lines: Iterable[Line], output: str | None = None, *, aside: bool = False) -> None:
    """Write lines where the command line says, else to standard output, in colour where that is a terminal.

    `aside`: to standard error, because a report of another form has standard output.
    """
    stream = sys.stderr if aside else sys.stdout
    if output is None and (stream.isatty() or os.environ.get("FORCE_COLOR")):
        from rich.console import Console  # noqa: PLC0415 - it takes as long to import as a small chain to check

        from harness.report.terminal import print_lines  # noqa: PLC0415

        print_lines(Console(stderr=aside), lines)
        return
    text = "".join(f"{line.text}\n" for line in lines)
    if output:
        write(text, output)
    else:
        stream.write(text)
        stream.flush()
