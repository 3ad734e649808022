"""Chains of small migrations: every fifth makes a table, the others add a column to it, and each has its down."""

from __future__ import annotations

from pathlib import Path

_PER_TABLE = 5


def write_chain(folder: Path, length: int, *, guarded: bool) -> Path:
    """Write a chain of `length` versions into a new `folder`, with `if [not] exists` or without, and return it."""
    folder.mkdir()
    for version in range(1, length + 1):
        up, down = _table(version, guarded=guarded) if version % _PER_TABLE == 1 else _column(version, guarded=guarded)
        (folder / f"V{version:04}.up.sql").write_text(up, encoding="utf-8")
        (folder / f"V{version:04}.down.sql").write_text(down, encoding="utf-8")
    return folder


def _table(version: int, *, guarded: bool) -> tuple[str, str]:
    there, absent = ("if exists ", "if not exists ") if guarded else ("", "")
    name = f"things_{version:04}"
    up = f"""\
-- Version {version}: one more kind of thing.
create table {absent}{name} (
    id bigint generated always as identity,
    label text not null,
    rank integer not null default 0,
    constraint pk_{name} primary key (id),
    constraint ck_{name}_rank check (rank >= 0)
);
create index {absent}idx_{name}_label on {name} (label);
"""
    return up, f"drop table {there}{name};\n"


def _column(version: int, *, guarded: bool) -> tuple[str, str]:
    there, absent = ("if exists ", "if not exists ") if guarded else ("", "")
    table = f"things_{version - (version - 1) % _PER_TABLE:04}"
    up = f"alter table {table} add column {absent}note_{version:04} varchar({version % 50 + 10}) default 'none';\n"
    return up, f"alter table {table} drop column {there}note_{version:04};\n"
