"""The `harness` command: a thin front on pytest for people who do not think in pytest."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import pytest
from rich.console import Console

from harness import __version__
from harness.finding import HarnessError, Severity, UsageError
from harness.front import Front
from harness.options import arguments_for
from harness.report.document import document
from harness.report.explain import explanation
from harness.report.results import Exit, Results
from harness.report.terminal import print_finding, print_header, print_results
from harness.rules import RULES, refuse_unknown_rules
from harness.run import Run
from harness.settings import Settings, read_settings

_STARTED = time.monotonic()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="harness")
def main() -> None:
    """Hold plain SQL migrations against a real PostgreSQL."""


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("path", required=False)
@click.argument("pytest_args", nargs=-1, type=click.UNPROCESSED)
@click.option("--server", metavar="KIND", help="embedded, container[:IMAGE], binaries:DIR or dsn:URL.")
@click.option("--any-version", is_flag=True, help="Allow a server of a major that `versions` does not name.")
@click.option("--select", multiple=True, metavar="RULE", help="Ask only this rule (repeatable).")
@click.option("--ignore", multiple=True, metavar="RULE", help="Do not ask this rule (repeatable).")
@click.option("--fail-on", type=click.Choice([str(item) for item in reversed(Severity)]), help="Default: error.")
@click.option("--layout", metavar="NAME", help="How the files are named, where that is not recognised.")
@click.option("--seed", metavar="FILE", help="The seed, where it is not seed.sql in the folder.")
@click.option("--setup", metavar="FILE", help="A dump that the chain starts from.")
@click.option("--statement-timeout", type=float, metavar="SECONDS", help="The most that one statement may take.")
@click.option("--allow-psql", is_flag=True, help="Let psql run files with meta-commands, as you.")
@click.option("--superuser", is_flag=True, help="Run the migrations as a superuser.")
@click.option("--scratch-role", is_flag=True, help="With dsn: let its own role own the scratch databases.")
@click.option("-k", "keyword", metavar="EXPRESSION", help="Ask only what matches, as pytest's -k.")
@click.option("-n", "workers", metavar="N", help="Ask in N processes (pytest-xdist).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@click.option("--output", type=click.Path(dir_okay=False), help="Write the report here instead of to the terminal.")
def check(path: str | None, pytest_args: Sequence[str], form: str, output: str | None, **options: Any) -> None:
    """Apply, rerun, interrupt and reverse the migrations in PATH, and say what does not hold.

    Without PATH, the `path` of [tool.harness] in pyproject.toml is checked. Whatever follows `--` goes to pytest.

    Exit 0: everything asked was answered, and nothing stands at or above --fail-on. 1: something does. 2: a question
    could not be asked or answered.
    """
    console = Console(stderr=form == "json" and not output)
    try:
        code = _check(console, path, pytest_args, form, output, options)
    except HarnessError as error:
        print_finding(console, error.finding)
        code = Exit.UNANSWERED
    except KeyboardInterrupt:  # Ctrl-C or SIGTERM before or after pytest's own turn; what was started is stopped by now
        console.print("interrupted: nothing was answered", style="bold red")
        code = Exit.UNANSWERED
    sys.exit(int(code))


def _check(
    console: Console,
    path: str | None,
    pytest_args: Sequence[str],
    form: str,
    output: str | None,
    options: dict[str, Any],
) -> Exit:
    settings = read_settings(Path(path or ".").resolve()).override(**_chosen(options))
    folder = path or (os.path.relpath(settings.root / settings.path) if settings.path else None)
    if folder is None:
        raise UsageError(
            "no folder was named, and no pyproject.toml here names one",
            want="a folder of migrations",
            mend="harness check PATH, or `path` under [tool.harness] in pyproject.toml",
        )
    refuse_unknown_rules(settings)
    _refuse_unwritable(output)
    results = Results(settings.fail_on)
    with Run(settings) as run:
        chain, address = run.chain(Path(folder).resolve()), run.address
        if form == "text" and not output:
            print_header(console, address, chain)
        arguments = [*_arguments(folder, settings, options), *pytest_args]
        code = results.exit(int(pytest.main(arguments, plugins=[results, Front(run)])))
        seconds = {"total": time.monotonic() - _STARTED, **run.seconds, **run.seen_seconds(chain)}
    if form == "json":
        _write(document(folder, chain, address, results, seconds), output)
    else:
        with _console(output, console) as target:
            print_results(target, chain, results, code, seconds["total"])
    return code


def _refuse_unwritable(output: str | None) -> None:
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


def _chosen(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options that are settings, as settings: what was not given is None."""
    names = ("server", "layout", "seed", "setup", "statement_timeout", "select", "ignore")
    flags = ("any_version", "allow_psql", "superuser", "scratch_role")
    chosen = {name: options[name] for name in names} | {name: options[name] or None for name in flags}
    return chosen | {"fail_on": Severity.parse(options["fail_on"]) if options["fail_on"] else None}


@contextmanager
def _console(output: str | None, usual: Console) -> Iterator[Console]:
    if output is None:
        yield usual
        return
    with Path(output).open("w", encoding="utf-8") as file:
        yield Console(file=file, width=120)


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


def _write(report: Any, output: str | None) -> None:
    text = json.dumps(report, indent=2) + "\n"
    if output:
        Path(output).write_text(text, encoding="utf-8")
    else:
        click.echo(text, nl=False)


@main.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Say what RULE asks, why it matters and how to mend it, with an example; without RULE, list them all."""
    console = Console()
    if rule is None:
        for each in RULES.values():
            console.print(f"[bold]{each.id}[/bold] ({each.severity}) {each.asks}", highlight=False, soft_wrap=True)
        return
    if rule not in RULES:
        raise click.BadParameter(f"there is no rule {rule!r}; the rules are: {', '.join(RULES)}")
    console.print(explanation(RULES[rule]), highlight=False, markup=False, soft_wrap=True)
