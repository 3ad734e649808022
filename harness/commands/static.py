"""`harness check --static`: the rules that need no server, asked of a folder, of one file, or of standard input."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from harness.answer import answer
from harness.chain import read_text_chain
from harness.chain.statement import Chain
from harness.commands.common import chain_for, folder_for, refuse_unwritable, say, settings_for, write_json
from harness.finding import UsageError
from harness.report.document import document
from harness.report.lines import header_lines, result_lines
from harness.report.summary import Exit, Summary
from harness.settings import Settings
from harness.static.known import refuse_unknown_rules
from harness.static.reading import Reading
from harness.static.rule import asked, chosen
from harness.static.rules import RULES

STDIN = "-"
_OF_A_SERVER = {"server": "--server", "keyword": "-k", "workers": "-n"}


def check(
    path: str | None, others: Sequence[str], form: str, output: str | None, options: dict[str, Any], started: float
) -> Exit:
    """Ask what needs no server about the chain in `path`, and report; `started` is when, on the monotonic clock."""
    _refuse_options(path, others, options)
    name = options["stdin_filename"]
    settings = settings_for(name if path == STDIN else path, options)
    folder = folder_for(path, settings)
    refuse_unknown_rules(settings)
    refuse_unwritable(output)
    rules = chosen(RULES.values(), settings)
    if not rules:
        raise UsageError(
            "every rule that is selected needs a server",
            want=f"one of {', '.join(RULES)}",
            mend="select one of them, or leave --static out",
        )
    chain, only = _chain(folder, name, settings)
    read = time.monotonic()
    reading = Reading(chain, settings)
    summary = Summary(settings.fail_on)
    for question in asked(chain, rules, reading):
        if only is None or question.script.file.resolve() == only:
            summary.take(answer(question, settings.suppress))
    understood = reading.understood, reading.statements
    seconds = {"total": time.monotonic() - started, "collect": read - started, "read": time.monotonic() - read}
    code = summary.code
    if form == "json":
        write_json(document(folder, chain, None, summary, seconds, understood[0]), output)
    else:
        header = [] if output else [*header_lines(chain, "no server: what the SQL says by itself")]
        say([*header, *result_lines(chain, summary, code, seconds["total"], understood)], output)
    return code


def _chain(folder: str, name: str | None, settings: Settings) -> tuple[Chain, Path | None]:
    """Return the chain that is meant, and the one file of it that is asked about, if that is not all of it."""
    if folder != STDIN:
        path = Path(folder).resolve()
        return chain_for(path, settings), None if path.is_dir() else path
    text = sys.stdin.read()
    if name is None:
        return read_text_chain(text, "stdin.sql", ledger=settings.ledger), None
    file = Path(name).resolve()
    if not file.parent.is_dir():
        return read_text_chain(text, name, ledger=settings.ledger), None
    return chain_for(file, settings, {file: text}), file


def _refuse_options(path: str | None, others: Sequence[str], options: dict[str, Any]) -> None:
    given = [word for name, word in _OF_A_SERVER.items() if options[name]] + list(others)
    if given:
        raise UsageError(
            f"{' '.join(given)} has no meaning without a server", want="a check with --static", mend="leave it out"
        )
    if options["stdin_filename"] and path != STDIN:
        raise UsageError(
            "--stdin-filename names what comes from standard input, and nothing does",
            want="- for the path",
            mend=f"harness check --static - --stdin-filename {options['stdin_filename']}",
        )
