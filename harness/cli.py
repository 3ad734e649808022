"""The `harness` command: what can be typed; what each command does is imported when it is called."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

import click

from harness import __version__
from harness.finding import HarnessError, Severity

_STARTED = time.monotonic()
_UNANSWERED = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="harness")
def main() -> None:
    """Hold plain SQL migrations against a real PostgreSQL."""


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("path", required=False)
@click.argument("pytest_args", nargs=-1, type=click.UNPROCESSED)
@click.option("--static", is_flag=True, help="Ask only what needs no server; in a moment, and without one.")
@click.option("--stdin-filename", metavar="FILE", help="With --static and -: the file that standard input is.")
@click.option("--strict", is_flag=True, help="A statement that is not understood is an error.")
@click.option("--server", metavar="KIND", help="embedded, container[:IMAGE], binaries:DIR or dsn:URL.")
@click.option("--any-version", is_flag=True, help="Allow a server of a major that `versions` does not name.")
@click.option("--select", multiple=True, metavar="RULE", help="Ask only this rule (repeatable).")
@click.option("--ignore", multiple=True, metavar="RULE", help="Do not ask this rule (repeatable).")
@click.option("--fail-on", type=click.Choice([str(item) for item in reversed(Severity)]), help="Default: error.")
@click.option("--layout", metavar="NAME", help="How the files are named, where that is not recognised.")
@click.option("--seed", metavar="FILE", help="The seed, where it is not seed.sql in the folder.")
@click.option("--setup", metavar="FILE", help="A dump that the chain starts from.")
@click.option("--examples", type=int, metavar="N", help="Generated rows that are put to each table; 0 for none.")
@click.option("--statement-timeout", type=float, metavar="SECONDS", help="The most that one statement may take.")
@click.option("--allow-psql", is_flag=True, help="Let psql run files with meta-commands, as you.")
@click.option("--superuser", is_flag=True, help="Run the migrations as a superuser.")
@click.option("--scratch-role", is_flag=True, help="With dsn: let its own role own the scratch databases.")
@click.option("-k", "keyword", metavar="EXPRESSION", help="Ask only what matches, as pytest's -k.")
@click.option("-n", "workers", metavar="N", help="Ask in N processes (pytest-xdist).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@click.option("--output", type=click.Path(dir_okay=False), help="Write the report here instead of to the terminal.")
def check(
    path: str | None, pytest_args: Sequence[str], form: str, output: str | None, *, static: bool, **options: Any
) -> None:
    """Apply, rerun, interrupt and reverse the migrations in PATH, and say what does not hold.

    Without PATH, the `path` of [tool.harness] in pyproject.toml is checked. Whatever follows `--` goes to pytest.
    With --static, PATH may be a folder, a file, or - for standard input.

    Exit 0: everything asked was answered, and nothing stands at or above --fail-on. 1: something does. 2: a question
    could not be asked or answered.
    """
    from harness.commands.common import say  # noqa: PLC0415
    from harness.report.lines import Line, finding_lines  # noqa: PLC0415

    aside = form == "json" and not output
    code = _UNANSWERED
    try:
        how = _imported("static" if static else "full")
        code = int(how.check(path, pytest_args, form, output, options, _STARTED))
    except HarnessError as error:
        say(finding_lines(error.finding), aside=aside)
    except KeyboardInterrupt:  # Ctrl-C or SIGTERM before or after pytest's own turn; what was started is stopped by now
        say([Line("interrupted: nothing was answered", "bold red")], aside=aside)
    sys.exit(code)


@main.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Say what RULE asks, why it matters and how to mend it, with an example; without RULE, list them all."""
    from rich.console import Console  # noqa: PLC0415 - other commands start without it

    from harness.report.explain import explanation  # noqa: PLC0415
    from harness.rules import RULES  # noqa: PLC0415

    console = Console()
    if rule is None:
        for each in RULES.values():
            console.print(f"[bold]{each.id}[/bold] ({each.severity}) {each.asks}", highlight=False, soft_wrap=True)
        return
    if rule not in RULES:
        raise click.BadParameter(f"there is no rule {rule!r}; the rules are: {', '.join(RULES)}")
    console.print(explanation(RULES[rule]), highlight=False, markup=False, soft_wrap=True)


@main.command()
@click.argument("words", nargs=-1, metavar="[PATH] [OBJECT]")
@click.option("--at", metavar="VERSION", help="After this version instead of the last one.")
@click.option("--format", "form", type=click.Choice(["text", "json", "mermaid", "sql"]), default="text")
@click.option("--output", type=click.Path(dir_okay=False), help="Write it here instead of to the terminal.")
def show(words: Sequence[str], at: str | None, form: str, output: str | None) -> None:
    """Show the schema that the migrations in PATH declare, or one OBJECT of it, without a server.

    OBJECT is called as PostgreSQL calls it, its kind before it where that is needed: orders, orders.customer_id, type
    order_status, index idx_orders_customer_id.
    """
    _told("show", words, at, form, output)


@main.command()
@click.argument("words", nargs=-1, required=True, metavar="[PATH] TABLE...")
@click.option("-n", "count", type=int, default=100, show_default=True, metavar="N", help="Rows of each TABLE.")
@click.option("--format", "form", type=click.Choice(["copy", "csv", "json", "sql"]), default="copy", show_default=True)
@click.option("--seed", default="0", show_default=True, metavar="S", help="Another seed gives other rows.")
@click.option("--output", type=click.Path(dir_okay=False), help="Write them here instead of to standard output.")
@click.option("--server", metavar="KIND", help="embedded, container[:IMAGE], binaries:DIR or dsn:URL.")
@click.option("--any-version", is_flag=True, help="Allow a server of a major that `versions` does not name.")
@click.option("--allow-psql", is_flag=True, help="Let psql run files with meta-commands, as you.")
def rows(words: Sequence[str], count: int, form: str, seed: str, output: str | None, **options: Any) -> None:
    """Make valid rows of each TABLE for a development database, and of the tables that it needs.

    The migrations in PATH are applied to a scratch database, which is asked what values satisfy their conditions. The
    same seed gives the same rows. With --format copy or sql, psql puts them in: harness rows contacts | psql DATABASE
    """
    _told("rows", words, count, form, seed, output, options)


@main.command()
@click.argument("words", nargs=-1, required=True, metavar="OBJECT [PATH]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@click.option("--output", type=click.Path(dir_okay=False), help="Write it here instead of to the terminal.")
def blame(words: Sequence[str], form: str, output: str | None) -> None:
    """Say which statements shaped OBJECT, in order, those from before a rename with them, without a server.

    OBJECT is called as PostgreSQL calls it, its kind before it where that is needed: orders, orders.customer_id, type
    order_status, index idx_orders_customer_id; what is dropped by now has a history too.
    """
    _told("blame", words, form, output)


def _imported(command: str) -> ModuleType:
    """Import what a command does; modules stay, and looking through them for garbage is a tenth of the start."""
    gc.disable()
    try:
        return import_module(f"harness.commands.{command}")
    finally:
        gc.freeze()
        gc.enable()


def _told(command: str, *arguments: Any) -> None:
    """Run a command that tells something; say what kept it from that, and exit 2."""
    from harness.commands.common import say  # noqa: PLC0415 - start-up is measured
    from harness.report.lines import finding_lines  # noqa: PLC0415

    try:
        getattr(_imported(command), command)(*arguments)
    except HarnessError as error:
        say(finding_lines(error.finding), aside=True)
        sys.exit(_UNANSWERED)
