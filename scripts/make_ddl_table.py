#!/usr/bin/env python3
"""Writes docs/ddl.md: every command of PostgreSQL, the forms of it that are tested, and why the rest is not."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the forms belong to the tests, which are no installed package

from tests.declared.forms import FORMS, NEVER, Form, read_forms  # noqa: E402

TABLE = ROOT / "docs" / "ddl.md"
MAJOR = 18
MANUAL = "https://www.postgresql.org/docs/18/sql-commands.html"

SERVER = "belongs to the server, not to a database; no schema holds it"
FOLDER = "needs a folder on the server's machine, which an owner of a database cannot have"
SAME = "another name for {}"
NO_SCHEMA = "changes no schema; the first form of INSERT runs such statements between others"

# Commands that have no file of forms, and why.
UNTESTED: dict[str, str] = {
    **dict.fromkeys(
        [
            *[
                "ANALYZE",
                "CLOSE",
                "DEALLOCATE",
                "DECLARE",
                "DELETE",
                "EXPLAIN",
                "FETCH",
                "LISTEN",
                "LOCK",
                "MERGE",
                "MOVE",
            ],
            *[
                "NOTIFY",
                "REINDEX",
                "SET CONSTRAINTS",
                "SET TRANSACTION",
                "SHOW",
                "TRUNCATE",
                "UNLISTEN",
                "UPDATE",
                "VACUUM",
            ],
            "VALUES",
        ],
        NO_SCHEMA,
    ),
    **dict.fromkeys(["CHECKPOINT", "COPY", "LOAD"], "changes no schema"),
    **dict.fromkeys(
        [
            *["ALTER GROUP", "ALTER SYSTEM", "ALTER USER", "CREATE DATABASE", "CREATE GROUP", "CREATE ROLE"],
            *["CREATE USER", "DROP DATABASE", "DROP GROUP", "DROP ROLE", "DROP USER"],
        ],
        SERVER,
    ),
    **dict.fromkeys(["ALTER TABLESPACE", "CREATE TABLESPACE", "DROP TABLESPACE"], FOLDER),
    **dict.fromkeys(
        ["ALTER SUBSCRIPTION", "CREATE SUBSCRIPTION", "DROP SUBSCRIPTION"],
        "needs a server that publishes, and a database that holds one cannot be dropped",
    ),
    **dict.fromkeys(
        ["COMMIT PREPARED", "PREPARE TRANSACTION", "ROLLBACK PREPARED"],
        "needs max_prepared_transactions, which is 0 unless the server is told otherwise",
    ),
    "ABORT": SAME.format("ROLLBACK, and tested with it"),
    "END": SAME.format("COMMIT, and tested with START TRANSACTION"),
    "EXECUTE": "tested with CREATE TABLE AS",
    "IMPORT FOREIGN SCHEMA": "what it makes stands on another server and in no SQL",
    "PREPARE": "tested with CREATE TABLE AS",
    "RELEASE SAVEPOINT": "tested with SAVEPOINT",
    "RESET": "tested with SET, SET ROLE and SET SESSION AUTHORIZATION",
    "ROLLBACK TO SAVEPOINT": "tested with SAVEPOINT",
    "SECURITY LABEL": "needs a label provider, and PostgreSQL comes with none",
}

# Forms that are not tested, of commands that are.
MISSING: tuple[tuple[str, str, str], ...] = (
    ("ALTER COLLATION", "REFRESH VERSION on PostgreSQL 18", "needs ICU, which the embedded server is built without"),
    ("ALTER DATABASE", "RENAME TO, ALLOW_CONNECTIONS, IS_TEMPLATE, REFRESH COLLATION VERSION", SERVER),
    ("ALTER DATABASE", "OWNER TO", "needs a role that may create databases"),
    ("ALTER DATABASE", "SET TABLESPACE", FOLDER),
    ("ALTER INDEX", "ALL IN TABLESPACE … OWNED BY, SET TABLESPACE of another one", FOLDER),
    ("ALTER LANGUAGE", "OWNER TO another role", "the new owner has to be a superuser"),
    ("ALTER MATERIALIZED VIEW", "SET TABLESPACE of another one", FOLDER),
    ("ALTER ROLE", "everything but IN DATABASE … SET and RESET", SERVER),
    ("ALTER TABLE", "DETACH PARTITION … FINALIZE", "only completes a detachment that was interrupted"),
    ("ALTER TABLE", "SET TABLESPACE of another one, ALL IN TABLESPACE … OWNED BY", FOLDER),
    ("ALTER TABLE", "MATCH PARTIAL", "PostgreSQL does not implement it"),
    ("COMMENT", "ON ROLE, ON TABLESPACE", SERVER),
    ("COMMENT", "ON SUBSCRIPTION", "a database that holds a subscription cannot be dropped"),
    (
        "CREATE COLLATION",
        "RULES; PROVIDER = icu on PostgreSQL 18",
        "needs ICU, which the embedded server is built without",
    ),
    ("CREATE COLLATION", "VERSION", "only for what upgrades a server; one that is wrong makes the collation unusable"),
    ("CREATE INDEX", "TABLESPACE of another one", FOLDER),
    ("CREATE TABLE", "INCLUDE behind UNIQUE or PRIMARY KEY of a column", "PostgreSQL takes it of tables only"),
    ("CREATE TABLE", "MATCH PARTIAL", "PostgreSQL does not implement it"),
    ("CREATE TABLE", "TABLESPACE of another one", FOLDER),
    ("CREATE TYPE", "functions of its own in C", FOLDER),
    ("GRANT", "on parameters and tablespaces; of roles", SERVER),
    ("REVOKE", "on parameters and tablespaces; of roles", SERVER),
)


def command(page: str) -> str:
    """Return the command of a page: `alter_table` is ALTER TABLE."""
    return page.upper().replace("_", " ")


def table(forms: Iterable[Form]) -> str:
    """Return the whole document."""
    pages: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        pages[form.page].append(form)
    count = sum(len(found) for found in pages.values())
    lines = [
        "# Data definition that is tested",
        "",
        "<!-- made by scripts/make_ddl_table.py; do not edit -->",
        "",
        f"Every command of [PostgreSQL {MAJOR}'s reference]({MANUAL}), and the {count} forms of",
        f"{len(pages)} of them that are tested. Each form is applied to a real server and read from its catalog, and",
        "folded without a server; both must agree.",
        "",
        "| command | form | versions | test |",
        "| --- | --- | --- | --- |",
        *(_row(form) for page in sorted(pages) for form in pages[page]),
        "",
        "## Commands without a test",
        "",
        "| command | why |",
        "| --- | --- |",
        *(f"| {name} | {why} |" for name, why in sorted(UNTESTED.items())),
        "",
        "## Forms without a test",
        "",
        "| command | form | why |",
        "| --- | --- | --- |",
        *(f"| {name} | {form} | {why} |" for name, form, why in MISSING),
    ]
    return "\n".join(lines) + "\n"


def _row(form: Form) -> str:
    path = f"{FORMS.relative_to(ROOT)}/{form.page}.sql"
    link = f"[{form.page}.sql:{form.line}](../{path}#L{form.line})"
    return f"| {command(form.page)} | {form.title.replace('|', chr(92) + '|')} | {_versions(form)} | {link} |"


def _versions(form: Form) -> str:
    since = f"{form.since} and later" if form.since else ""
    return f"up to {form.until}" if form.until != NEVER else since


def main() -> int:
    """Write the document."""
    TABLE.write_text(table(read_forms()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
