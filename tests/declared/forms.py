"""Forms: what PostgreSQL's documentation lets a statement say, each as a miniature of its own.

A file of `tests/declared/forms` is one page of the documentation. A form begins with `-- form: TITLE` and goes on to
the next one; it is applied alone, statement by statement, to an empty database, as the role that owns it. Directly
behind the title stand `-- since: MAJOR`, `-- until: MAJOR`, `-- superuser` and `-- role: NAME`, where it needs them,
and `-- unknown` where no text tells what the catalog then holds: there the reader has to say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from psycopg import sql

from harness.live.apply import Connection

FORMS = Path(__file__).parent / "forms"

NEVER = 99  # no major that is known of

_TITLE = "-- form: "
_OPTION = re.compile(r"-- (since|until|superuser|role|unknown)(?:: (\S+))?$")
_LOCK = "select pg_catalog.pg_advisory_xact_lock(7013)"  # roles belong to the server, which all workers share


@dataclass(frozen=True, slots=True)
class Form:
    """One form: its page (`alter_table`), its title, its SQL, what it needs, and the 1-based line of its title.

    `first_line` is the line on which `text` begins.
    """

    page: str
    title: str
    text: str
    since: int
    until: int
    superuser: bool
    unknown: bool
    roles: tuple[str, ...]
    line: int
    first_line: int

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"

    def on(self, major: int) -> bool:
        """Say whether this major of PostgreSQL has the form."""
        return self.since <= major <= self.until


def read_forms(folder: Path = FORMS) -> list[Form]:
    """Return every form, page by page; raise `ValueError` for a page that does not begin with one."""
    return [form for path in sorted(folder.glob("*.sql")) for form in _page(path)]


def _page(path: Path) -> Iterator[Form]:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.startswith(_TITLE)]
    if not starts or starts[0] != 0:
        raise ValueError(f"{path.name} has to begin with a form")
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _form(path.stem, lines[start:end], start + 1)


def _form(page: str, lines: list[str], line: int) -> Form:
    options: list[tuple[str, str]] = []
    body = 1
    while body < len(lines) and (found := _OPTION.match(lines[body].rstrip())):
        options.append((found[1], found[2] or ""))
        body += 1
    said = dict(options)
    return Form(
        page=page,
        title=lines[0].removeprefix(_TITLE).strip(),
        text="".join(lines[body:]).strip() + "\n",
        since=int(said.get("since", 0)),
        until=int(said.get("until", NEVER)),
        superuser="superuser" in said,
        unknown="unknown" in said,
        roles=tuple(value for name, value in options if name == "role"),
        line=line,
        first_line=line + body,
    )


def make_roles(admin: Connection, forms: Iterable[Form], owner: str) -> None:
    """Make the roles that forms name where they are not there yet, with `owner` a member of each.

    `admin` is a session of the role that makes databases, in autocommit mode.
    """
    with admin.transaction():
        admin.execute(_LOCK)
        there = {name for (name,) in admin.execute("select rolname from pg_catalog.pg_roles").fetchall()}
        for role in sorted({role for form in forms for role in form.roles} - there):
            name = sql.Identifier(role)
            admin.execute(sql.SQL("create role {} nologin").format(name))
            admin.execute(sql.SQL("grant {} to {}").format(name, sql.Identifier(owner)))
