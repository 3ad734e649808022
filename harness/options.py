"""The plugin's command-line options, each with a prefix of its own so that no other plugin's can collide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from harness.finding import Severity
from harness.settings import Settings, read_settings

_WORDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("path", {"metavar": "PATH", "help": "check this folder of migrations, whatever else the command line names"}),
    ("config", {"metavar": "FOLDER", "help": "read [tool.harness] from the pyproject.toml at or above this folder"}),
    ("server", {"metavar": "KIND", "help": "embedded, container[:IMAGE], binaries:DIR or dsn:URL"}),
    ("any-version", {"action": "store_true", "default": None, "help": "allow a server of another major"}),
    ("select", {"action": "append", "metavar": "RULE", "help": "ask only this rule (repeatable)"}),
    ("ignore", {"action": "append", "metavar": "RULE", "help": "do not ask this rule (repeatable)"}),
    ("fail-on", {"type": Severity.parse, "metavar": "SEVERITY", "help": "error (default), warning or info"}),
    ("layout", {"metavar": "NAME", "help": "how the files are named, where that is not recognised"}),
    ("seed", {"metavar": "FILE", "help": "the seed, where it is not seed.sql in the folder"}),
    ("setup", {"metavar": "FILE", "help": "a dump that the chain starts from"}),
    ("examples", {"type": int, "metavar": "N", "help": "generated rows that are put to each table"}),
    ("statement-timeout", {"type": float, "metavar": "SECONDS", "help": "the most that one statement may take"}),
    ("allow-psql", {"action": "store_true", "default": None, "help": "let psql run files with meta-commands"}),
    ("superuser", {"action": "store_true", "default": None, "help": "run the migrations as a superuser"}),
    ("strict", {"action": "store_true", "default": None, "help": "a statement that is not understood is an error"}),
    ("scratch-role", {"action": "store_true", "default": None, "help": "dsn: use its own role as owner"}),
)


def add_options(parser: pytest.Parser) -> None:
    """Declare every option as `--harness-NAME`."""
    group = parser.getgroup("harness", "schema-harness: SQL migrations on a real PostgreSQL")
    for word, details in _WORDS:
        group.addoption(f"--harness-{word}", dest=_destination(word), **details)


def settings_from(config: pytest.Config) -> Settings:
    """Return the settings of the rootdir's pyproject.toml, with the command line's options over them."""
    start = config.getoption(_destination("config"))
    given = {_field(word): config.getoption(_destination(word)) for word, _ in _WORDS if word not in _NOT_SETTINGS}
    lists = {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
    return read_settings(Path(start) if start else config.rootpath).override(**{**given, **lists})


def arguments_for(settings: Settings, path: str) -> list[str]:
    """Return the arguments that lead another process to the same settings, for checking `path`."""
    words = [f"--harness-path={path}", f"--harness-config={settings.root}"]
    for word, details in _WORDS:
        if word in _NOT_SETTINGS:
            continue
        value = getattr(settings, _field(word))
        if details.get("action") == "store_true":
            words += [f"--harness-{word}"] if value else []
        elif details.get("action") == "append":
            words += [f"--harness-{word}={item}" for item in value]
        elif value is not None:
            words.append(f"--harness-{word}={value}")
    return words


_NOT_SETTINGS = ("path", "config")


def _field(word: str) -> str:
    return word.replace("-", "_")


def _destination(word: str) -> str:
    return f"harness_{_field(word)}"
