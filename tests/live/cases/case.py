"""What a story is: `{me}` in what is said is the role that runs it; `since` and `until` are majors of PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """`make` and `change` are run one after the other; `says` is every difference between the two, as text."""

    name: str
    make: str
    change: str
    says: tuple[str, ...]
    drop: str
    since: int = 15
    until: int = 99

    def __str__(self) -> str:
        return self.name.replace(" ", "-")


def table(name: str, change: str, *says: str, columns: str = "id integer, total numeric(10,2)", **more: int) -> Case:
    return Case(name, f"create table orders ({columns})", change, says, "drop table orders cascade", **more)
