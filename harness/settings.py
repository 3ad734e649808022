"""`[tool.harness]` in pyproject.toml, with command-line options over it; a word it does not know is an error."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from harness.finding import Severity, UsageError

_HOW = "see the table of settings in the README"
_LONGEST = 2_000_000  # seconds; PostgreSQL counts them as milliseconds, in 32 bits
_ASKED: Mapping[str, Any] = {
    "set": False
}  # only whoever starts the run says so, never a file that a pull request brings


@dataclass(frozen=True, slots=True)
class Suppression:
    """One finding that somebody has decided to live with: which, and why."""

    rule: str
    reason: str
    file: str | None = None
    object: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set; the fields are the keys of `[tool.harness]`, hyphens for underscores."""

    path: str | None = None
    server: str | None = None
    versions: tuple[str, ...] = ()
    any_version: bool = field(default=False, metadata=_ASKED)
    setup: str | None = None
    seed: str | None = None
    roles: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    superuser: bool = False
    scratch_role: bool = field(default=False, metadata=_ASKED)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    layout: str | None = None
    ledger: bool | None = None
    statement_timeout: float = 60.0
    examples: int | None = None
    max_file_size: int = 32
    allow_psql: bool = field(default=False, metadata=_ASKED)
    strict: bool = False
    suppress: tuple[Suppression, ...] = ()
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    root: Path = field(default=Path(), metadata=_ASKED)

    def chooses(self, rule: str) -> bool:
        """Say whether a rule is asked."""
        return (not self.select or rule in self.select) and rule not in self.ignore

    def override(self, **options: Any) -> Settings:
        """Return the settings with every option that was given (is neither None nor empty) in place."""
        return replace(self, **{name: value for name, value in options.items() if value not in (None, ())}).checked()

    def checked(self) -> Settings:
        """Return the settings themselves; raise `UsageError` for a number that cannot be used."""
        if self.examples is not None and self.examples < 0:
            raise UsageError(f"{self.examples} examples cannot be drawn", want="0 or more", mend="--examples 25")
        if not 0 < self.statement_timeout <= _LONGEST:
            raise UsageError(
                f"a statement-timeout of {self.statement_timeout:g} seconds cannot be used",
                want=f"more than 0 and at most {_LONGEST} seconds",
                mend="--statement-timeout 60",
            )
        return self


def read_settings(start: Path) -> Settings:
    """Read the nearest pyproject.toml at or above `start` that has `[tool.harness]`; the defaults where none has."""
    for folder in (start, *start.parents):
        file = folder / "pyproject.toml"
        if file.is_file():
            table = _table(file)
            if table is not None:
                return replace(_settings(table, file), root=folder)
    return Settings(root=start)


def _table(file: Path) -> Mapping[str, Any] | None:
    try:
        whole = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"cannot be read as TOML: {error}", mend="correct the file", path=str(file)) from error
    table = whole.get("tool", {}).get("harness")
    if table is not None and not isinstance(table, dict):
        raise UsageError("tool.harness is not a table", mend="write [tool.harness]", path=str(file))
    return table


def _settings(table: Mapping[str, Any], file: Path) -> Settings:
    known = {item.name.replace("_", "-"): item for item in fields(Settings) if item.metadata.get("set", True)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise UsageError(
                f"[tool.harness] has no setting {key!r}",
                want=f"one of {', '.join(known)}",
                mend=f"correct the name; {_HOW}",
                path=str(file),
            )
        values[known[key].name] = _value(key, value, str(known[key].type), file)
    return Settings(**values)


def _value(key: str, value: Any, kind: str, file: Path) -> Any:
    if key == "suppress":
        return tuple(_suppression(item, file) for item in value)
    if key == "rules":
        return _rules(value, file)
    if key == "fail-on":
        try:
            return Severity.parse(value)
        except (ValueError, AttributeError) as error:
            raise UsageError(str(error), mend="error, warning or info", path=str(file)) from error
    wanted = _WANTED[kind]
    fits = isinstance(value, wanted) and (bool in wanted or not isinstance(value, bool))
    if isinstance(value, list):
        fits = fits and all(isinstance(item, str) for item in value)
    if not fits:
        names = "list of str" if list in wanted else " or ".join(item.__name__ for item in wanted)
        raise UsageError(
            f"[tool.harness] {key} is {value!r}", want=f"a value of type {names}", mend=_HOW, path=str(file)
        )
    return tuple(value) if isinstance(value, list) else value


_WANTED: dict[str, tuple[type, ...]] = {
    "str | None": (str,),
    "tuple[str, ...]": (list,),
    "bool": (bool,),
    "bool | None": (bool,),
    "float": (int, float),
    "int": (int,),
    "int | None": (int,),
}


def _rules(value: Any, file: Path) -> Mapping[str, Mapping[str, Any]]:
    if not isinstance(value, dict) or not all(isinstance(options, dict) for options in value.values()):
        raise UsageError(
            f"[tool.harness.rules] is {value!r}",
            want="a table for each rule that is told something",
            mend='[tool.harness.rules.naming]\nfk = "fk_{table}_{columns}"',
            path=str(file),
        )
    return value


def _suppression(item: Any, file: Path) -> Suppression:
    names = {"rule", "reason", "file", "object"}
    if not isinstance(item, dict) or not {"rule", "reason"} <= set(item) <= names:
        raise UsageError(
            f"[[tool.harness.suppress]] has {item!r}",
            want="rule and reason, and file or object where it is meant for those only",
            mend='[[tool.harness.suppress]]\nrule = "fk-index"\nreason = "…"',
            path=str(file),
        )
    return Suppression(**{name: str(value) for name, value in item.items()})
