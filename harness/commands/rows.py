"""`harness rows`: valid rows for a development database, as many as are asked for, made as they are written."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any, TextIO

from harness.chain.statement import Chain
from harness.commands.common import chain_for, folder_for, refuse_unwritable, settings_for
from harness.finding import UsageError
from harness.live import catalog
from harness.live.evaluate import evaluating
from harness.live.scratch import Connection, Scratch
from harness.live.standing import standing
from harness.rows.model import models
from harness.rows.stream.forms import Format, texts
from harness.rows.stream.plan import Plan, plan
from harness.rows.worlds import Row, Unmade
from harness.run import Run
from harness.schema import Name, Schema, Table
from harness.settings import Settings
from harness.static.named import find, is_path
from harness.walk.stage import run_units
from harness.walk.units import units_of

_SETTINGS = ("set timezone = 'UTC'", "set datestyle = 'ISO, YMD'", "set intervalstyle = 'postgres'")
_LONG = 20_000  # rows that are worth a progress bar


def rows(
    words: Sequence[str], count: int, form: Format, seed: str, output: str | None, options: dict[str, Any]
) -> None:
    """Write `count` rows of each table that the words name, those that they need before them; raise `HarnessError`."""
    called, path = _meant(words)
    settings = settings_for(path, options)
    folder = folder_for(path, settings)
    _refuse_counts(count)
    refuse_unwritable(output)
    chain = chain_for(Path(folder).resolve(), settings)
    with Run(settings) as run, Scratch(run.address) as scratch:
        made = _planned(chain, scratch, settings, called, count, seed, allow_psql=bool(options.get("allow_psql")))
    _refuse_several(made, form)
    _tell(made, called)
    _write(made, form, output)


def _meant(words: Sequence[str]) -> tuple[list[str], str | None]:
    """Return the tables' names and the path, which stands first where there is one."""
    left = list(words)
    path = left.pop(0) if left and is_path(left, 0) else None
    if not left:
        raise UsageError("no table is named", want="one table or more", mend="harness rows sql contacts -n 1000")
    return left, path


def _refuse_counts(count: int) -> None:
    if count < 1:
        raise UsageError(f"-n {count}: there is nothing to make", want="a number of rows, 1 or more", mend="-n 1000")


def _planned(
    chain: Chain,
    scratch: Scratch,
    settings: Settings,
    called: Sequence[str],
    count: int,
    seed: str,
    *,
    allow_psql: bool,
) -> Plan:
    """Apply the chain to a database of its own, ask it what values satisfy, and plan the rows."""
    database = scratch.create("rows")
    with closing(scratch.connect(database)) as conn:
        _apply(chain, scratch, database, conn, settings, allow_psql=allow_psql)
        for setting in _SETTINGS:
            conn.execute(setting)
        schema = catalog.read(conn)
        named = {table.name: count for table in _tables(schema, called)}
        with evaluating(conn) as ask:
            found, facts = models(schema, ask)
            there: Mapping[Name, Sequence[Row]] = standing(conn, [model.table for model in found.values()])
            try:
                return plan(found, facts, ask, named, seed, there)
            except Unmade as unmade:
                raise UsageError(
                    f"no rows can be made for {unmade.table}: {unmade}",
                    want="a table whose rows can be told from its declarations",
                    mend="ask for fewer rows, name the tables that it references too, or put its rows there by hand",
                    about=str(unmade.table),
                ) from unmade


def _apply(
    chain: Chain, scratch: Scratch, database: str, conn: Connection, settings: Settings, *, allow_psql: bool
) -> None:
    scripts = [migration.up for migration in chain.migrations]
    for script in [chain.setup, *scripts] if chain.setup else scripts:
        for statement in script.meta_commands[:1] if not allow_psql else ():
            raise UsageError(
                f"this file needs psql itself: {statement.text.strip()}",
                want="plain SQL, or leave to run psql",
                mend="pass --allow-psql; it lets the file run programs as you do",
                path=statement.path,
                line=statement.line,
            )
        applied = run_units(scratch, database, conn, units_of(script), timeout=settings.statement_timeout)
        if applied.failure:
            raise UsageError(
                f"this migration does not apply: {applied.failure}",
                want="a chain that applies to an empty database",
                mend=f"harness check {script.path} says more",
                path=applied.failure.statement.path,
                line=applied.failure.line,
            )


def _tables(schema: Schema, called: Sequence[str]) -> Iterator[Table]:
    for name in called:
        part = find(schema, name if " " in name else f"table {name}")[0]
        if not isinstance(part, Table):
            raise UsageError(f"{name} is no table", want="a table that rows can be put into", mend="harness show")
        if part.partition_bound:
            whole = part.parents[0]
            raise UsageError(f"{name} is a partition of {whole}", want="the whole table", mend=str(whole))
        yield part


def _refuse_several(made: Plan, form: Format) -> None:
    if form == "csv" and len(made.tables) > 1:
        names = ", ".join(str(rows.name) for rows in made.tables)
        raise UsageError(
            f"CSV has one table, and these are {len(made.tables)}: {names}",
            want="a table that needs no other, or another form",
            mend="--format copy, sql or json",
        )


def _tell(made: Plan, called: Sequence[str]) -> None:
    """Say which tables came along, and how many rows of each."""
    others = [rows for rows in made.tables if not {str(rows.name), rows.name.name} & set(called)]
    if others:
        listed = ", ".join(f"{rows.name} ({rows.count:,})" for rows in others)
        sys.stderr.write(f"they need rows of other tables too: {listed}\n")


def _write(made: Plan, form: Format, output: str | None) -> None:
    total = sum(rows.count for rows in made.tables)
    try:
        with _opened(output) as stream, _progress(total) as told:
            for text in texts(made, form, told):
                stream.write(text)
            stream.flush()
    except BrokenPipeError:  # whoever reads has read enough; the interpreter must not try again at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise UsageError(
            f"the rows cannot be written to {output or 'standard output'}: {error.strerror}",
            want="a place with room for them",
            mend="name another with --output",
        ) from error


def _opened(output: str | None) -> Any:
    if output:
        return Path(output).open("w", encoding="utf-8", newline="")
    stream: TextIO = sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", newline="")
    return nullcontext(stream)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """Give what hears how many rows were made; on a terminal, and for long work, it moves a bar there."""
    if total < _LONG or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is shown
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("rows", total=total)
        yield lambda count: progress.advance(task, count)
