"""The rows of a query, as far as the text says them."""

from __future__ import annotations

from dataclasses import dataclass

from harness.declared.block.values import Row, Unknown


@dataclass(slots=True)
class Result:
    """The columns and rows of a query; with `doubt`, the rows that are sure, and maybe others."""

    columns: list[str]
    rows: list[list[object]]
    doubt: Unknown | None = None


@dataclass(slots=True)
class Relation:
    """What FROM reads: its rows by column name; `columns` is None where they are not known without a row."""

    columns: list[str] | None
    rows: list[Row]
    doubt: Unknown | None = None
