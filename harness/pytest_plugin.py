"""The pytest plugin: collects `.sql` files of a chain, each question about a file as one item.

Only files under the configured `path`, or under a folder or file that the command line names and that holds a chain,
are collected: installing the plugin changes nobody's test run. Collection reads files and touches no server.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from harness.answer import Answer, answer
from harness.chain.layout import LayoutError
from harness.finding import Finding, HarnessError
from harness.options import add_options, settings_from
from harness.rules import RULES, Question, questions, refuse_unknown_rules
from harness.run import Run
from harness.servers import Address
from harness.settings import Settings

SETTINGS = pytest.StashKey[Settings]()
RUN = pytest.StashKey[Run]()
ROOTS = pytest.StashKey[tuple[Path, ...]]()
QUESTIONS = pytest.StashKey[dict[Path, dict[Path, list[Question]]]]()


class Standing(AssertionError):
    """Findings stand against this file; pytest shows them as they are, without a traceback."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n\n".join(str(finding) for finding in self.findings))


def pytest_addoption(parser: pytest.Parser) -> None:
    add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    try:
        settings = settings_from(config)
        refuse_unknown_rules(settings)
    except HarnessError as error:
        raise pytest.UsageError(str(error)) from error
    worker = getattr(config, "workerinput", {}).get("harness")
    shared = Path(worker["shared"]) if worker else None
    address = Address.from_json(worker["address"]) if worker else None
    config.stash[SETTINGS] = settings
    if RUN not in config.stash:  # else `harness check` lends its own
        config.stash[RUN] = Run(settings, shared=shared, address=address)
        config.add_cleanup(config.stash[RUN].close)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Find the chains that were asked for, and start the server for them: the report's header names it."""
    config = session.config
    try:
        config.stash[ROOTS] = tuple(_roots(config))
        if config.stash[ROOTS] and not config.option.collectonly:
            _ = config.stash[RUN].address
    except HarnessError as error:
        pytest.exit(str(error), returncode=2)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Give an xdist worker the controller's server and the folder where walks are shared."""
    run = node.config.stash[RUN]
    if node.config.stash[ROOTS]:
        node.workerinput["harness"] = {"address": run.address.to_json(), "shared": str(run.shared)}


def pytest_report_header(config: pytest.Config) -> str | None:
    run = config.stash[RUN]
    return f"harness: {run.address}" if config.stash.get(ROOTS, ()) and not config.option.collectonly else None


def _roots(config: pytest.Config) -> Iterator[Path]:
    """Yield the folders whose chains are collected: the configured one, and those that the command line names."""
    settings = config.stash[SETTINGS]
    explicit = config.getoption("harness_path")
    if explicit:
        yield config.stash[RUN].chain(Path(explicit).resolve()).root.resolve()
        return
    configured = (settings.root / settings.path).resolve() if settings.path else None
    for argument in config.args:
        path = Path(argument.partition("::")[0]).resolve()
        folder = path.parent if path.suffix.lower() == ".sql" else path
        if configured and (configured.is_relative_to(folder) or folder.is_relative_to(configured)):
            yield config.stash[RUN].chain(configured).root.resolve()
        elif folder.is_dir():
            try:
                yield config.stash[RUN].chain(folder).root.resolve()
            except LayoutError:  # a folder of other things, or another plugin's SQL files: not ours to collect
                continue


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix.lower() != ".sql":
        return None
    for root in parent.config.stash.get(ROOTS, ()):
        if file_path.resolve().is_relative_to(root):
            collector: SqlFile = SqlFile.from_parent(parent, path=file_path)
            collector.root = root
            return collector
    return None


class SqlFile(pytest.File):
    """One SQL file of a chain; its items are the questions that the chosen rules put to it."""

    root: Path

    def collect(self) -> Iterator[pytest.Item]:
        settings = self.config.stash[SETTINGS]
        names: set[str] = set()
        for question in _questions(self.config, self.root).get(self.path.resolve(), ()):
            down = question.migration is not None and question.script is question.migration.down
            name = f"{question.rule.id}-down" if question.rule.id in names and down else question.rule.id
            names.add(name)
            name = f"{name}[{question.about}]" if question.about else name
            item: SqlItem = SqlItem.from_parent(self, name=name, callobj=_asking(question, settings))
            item.question = question
            yield item


def _questions(config: pytest.Config, root: Path) -> dict[Path, list[Question]]:
    """Return the questions about a chain by the file they are put to; made once, or the cost would grow as files²."""
    known = config.stash.setdefault(QUESTIONS, {})
    if root not in known:
        run, settings = config.stash[RUN], config.stash[SETTINGS]
        chain, resolved = run.chain(root), cache(Path.resolve)
        rules = [rule for rule in RULES.values() if settings.chooses(rule.id)]
        known[root] = {}
        for question in questions(chain, rules, lambda: run.record(chain), run.reading(chain)):
            known[root].setdefault(resolved(question.script.file), []).append(question)
    return known[root]


class SqlItem(pytest.Function):
    """One question about one file."""

    question: Question

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.question.line - 1, f"{self.path.name}::{self.name}"

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> Any:  # type: ignore[override] # fewer arguments, as pytest's own documentation has it
        if isinstance(excinfo.value, Standing | HarnessError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)


def _asking(question: Question, settings: Settings) -> Callable[..., None]:
    def ask(record_property: Callable[[str, object], None]) -> None:
        given = answer(question, settings.suppress)
        record_property("harness", json.dumps(_plain(given)))
        if given.fails(settings.fail_on):
            raise Standing(given.findings)
        if given.blocked:
            pytest.skip(given.blocked)

    return ask


def _plain(given: Answer) -> dict[str, Any]:
    return asdict(given)
