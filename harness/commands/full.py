"""`harness check`: a pytest run of the folder, on a server of its own."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from harness.commands.common import folder_for, refuse_unwritable, say, settings_for, write_json
from harness.front import Front
from harness.options import arguments_for
from harness.report.document import document
from harness.report.evidence import evidence
from harness.report.lines import header_lines, result_lines, whole_lines
from harness.report.results import Results
from harness.report.summary import Exit
from harness.rules import refuse_unknown_rules
from harness.run import Run
from harness.settings import Settings


def check(
    path: str | None, pytest_args: Sequence[str], form: str, output: str | None, options: dict[str, Any], started: float
) -> Exit:
    """Ask every question about the chain in `path`, and report; `started` is when, on the monotonic clock."""
    settings = settings_for(path, options)
    folder = folder_for(path, settings)
    refuse_unknown_rules(settings)
    refuse_unwritable(output)
    results = Results(settings.fail_on)
    with Run(settings) as run:
        chain, address = run.chain(Path(folder).resolve()), run.address
        if form == "text" and not output:
            say([*header_lines(chain, str(address)), *whole_lines(chain)])
        arguments = [*_arguments(folder, settings, options), *pytest_args]
        code = results.exit(int(pytest.main(arguments, plugins=[results, Front(run)])))
        reading = run.reading(chain)
        understood = reading.understood, reading.statements
        record = run.seen(chain)
        seconds = {"total": time.monotonic() - started, **run.seconds, **(record.seconds if record else {})}
    if form == "json":
        server = {"kind": address.kind, "version": address.version, "why": address.why}
        write_json(document(folder, chain, server, results, seconds, understood[0], evidence(record)), output)
    else:
        tried = len(record.observed.tried) if record and record.observed else None
        say(result_lines(chain, results, code, seconds["total"], understood, tried), output)
    return code


def _arguments(path: str, settings: Settings, options: dict[str, Any]) -> list[str]:
    """Return pytest's arguments: ours with their prefix, and none of the checked project's own pytest set-up."""
    own = [
        "-c",
        os.devnull,
        "--rootdir",
        str(Path.cwd()),
        "--noconftest",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:terminal",
    ]
    own += ["-o", "python_files=", *arguments_for(settings, path)]
    own += ["-k", options["keyword"]] if options["keyword"] else []
    own += ["-n", options["workers"]] if options["workers"] else []
    return [*own, path]
