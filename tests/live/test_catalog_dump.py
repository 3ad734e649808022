"""Whatever pg_dump writes down has a part in the schema: pg_dump is the list of kinds that nobody here wrote."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.live.catalog import read
from harness.live.scratch import Scratch
from harness.schema import Index, Name, Schema, Table, quoted
from harness.servers import Address, conninfo
from tests.live.conftest import one_of_everything

_ENTRY = re.compile(
    r"^-- Name: (?P<name>.*); Type: (?P<type>[^;]*); Schema: (?P<schema>[^;]*); Owner: [^;]*$", re.MULTILINE
)


def _dump(address: Address, database: str) -> str:
    found = Path(address.bin_dir or "", "pg_dump") if address.bin_dir else shutil.which("pg_dump")
    if not found or not Path(found).exists():
        pytest.skip("no pg_dump of the server's own version")
    command = [str(found), "--schema-only", "--dbname", conninfo(address, database, role="superuser")]
    environment = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


def _whole(kind: str) -> Callable[[str, str], tuple[str, str]]:
    return lambda schema, name: (kind, f"{schema}.{_quoted(name)}" if schema != "-" else _quoted(name))


def _quoted(name: str) -> str:
    """Names of functions and operators hold more than a name, and pg_dump quotes what needs it."""
    return name if re.search(r"[()\s]", name) else quoted(name)


def _within(kind: str) -> Callable[[str, str], tuple[str, str]]:
    """Names of what lives in a table are written `table name`."""
    return lambda schema, name: (kind, f"{schema}.{'.'.join(quoted(word) for word in name.split(' ', 1))}")


_KEYS: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "ACCESS METHOD": _whole("access method"),
    "AGGREGATE": _whole("function"),
    "CAST": lambda _, name: ("cast", name.removeprefix("CAST ").replace(" AS ", " as ")),
    "CHECK CONSTRAINT": _within("constraint"),
    "COLLATION": _whole("collation"),
    "CONSTRAINT": _within("constraint"),
    "CONVERSION": _whole("conversion"),
    "DATABASE PROPERTIES": lambda *_: ("database", "properties"),
    "DEFAULT": _within("column"),
    "DOMAIN": _whole("domain"),
    "EVENT TRIGGER": _whole("event trigger"),
    "EXTENSION": _whole("extension"),
    "FK CONSTRAINT": _within("constraint"),
    "FOREIGN DATA WRAPPER": _whole("foreign-data wrapper"),
    "FOREIGN TABLE": _whole("table"),
    "FUNCTION": _whole("function"),
    "INDEX": _whole("index"),
    "MATERIALIZED VIEW": _whole("view"),
    "POLICY": _within("policy"),
    "PROCEDURAL LANGUAGE": _whole("language"),
    "PROCEDURE": _whole("function"),
    "PUBLICATION": _whole("publication"),
    "RULE": _within("rule"),
    "SCHEMA": _whole("schema"),
    "SEQUENCE": _whole("sequence"),
    "SERVER": _whole("foreign server"),
    "STATISTICS": _whole("statistics"),
    "TABLE": _whole("table"),
    "TEXT SEARCH CONFIGURATION": _whole("text search configuration"),
    "TEXT SEARCH DICTIONARY": _whole("text search dictionary"),
    "TEXT SEARCH PARSER": _whole("text search parser"),
    "TEXT SEARCH TEMPLATE": _whole("text search template"),
    "TRANSFORM": lambda _, name: ("transform", name.removeprefix("TRANSFORM ").lower()),
    "TRIGGER": _within("trigger"),
    "TYPE": _whole("type"),
    "SHELL TYPE": _whole("type"),
    "VIEW": _whole("view"),
}


def _ahead(kind: str) -> Callable[[Schema, str, str], bool]:
    """pg_dump names these without the types or the method that tell overloads apart."""
    return lambda found, schema, name: any(
        of == kind and identity.startswith((f"{schema}.{name}(", f"{schema}.{name} using"))
        for of, identity in found.index
    )


def _attached_table(found: Schema, schema: str, name: str) -> bool:
    part = found.index.get(("table", f"{schema}.{name}"))
    return isinstance(part, Table) and bool(part.parents)


def _attached_index(found: Schema, schema: str, name: str) -> bool:
    part = found.index.get(("index", f"{schema}.{name}"))
    return isinstance(part, Index) and part.parent is not None


def _on(kind: str) -> Callable[[Schema, str, str], bool]:
    """Comments and grants are written `TABLE orders` or `COLUMN orders.id`."""

    def stands(found: Schema, _schema: str, name: str) -> bool:
        _, _, target = name.partition(" ")
        return any(of == kind and target.rpartition(" ")[2] in identity for of, identity in found.index)

    return stands


def _default_privileges(found: Schema, schema: str, name: str) -> bool:
    where = "" if schema == "-" else f" in schema {schema}"
    return any(
        kind == "default privileges"
        and identity.endswith(f"{where} on {name.removeprefix('DEFAULT PRIVILEGES FOR ').lower()}")
        for kind, identity in found.index
    )


_TESTS: dict[str, Callable[[Schema, str, str], bool]] = {
    "ACL": _on("grant"),
    "COMMENT": _on("comment"),
    "DEFAULT ACL": _default_privileges,
    "INDEX ATTACH": _attached_index,
    "OPERATOR": _ahead("operator"),
    "OPERATOR CLASS": _ahead("operator class"),
    "OPERATOR FAMILY": _ahead("operator family"),
    "PUBLICATION TABLE": lambda found, _, name: any(
        kind == "publication" and identity == name.split(" ")[0] for kind, identity in found.index
    ),
    "SEQUENCE OWNED BY": lambda found, schema, name: ("sequence", f"{schema}.{name}") in found.index,
    "TABLE ATTACH": _attached_table,
    "USER MAPPING": lambda found, _, name: any(
        kind == "user mapping" and identity.endswith(name.removeprefix("USER MAPPING ").split(" ")[-1])
        for kind, identity in found.index
    ),
}


_MORE = """
    create schema more;
    set search_path = more;
    create table orders (id integer);
    comment on table orders is 'x';
    comment on column orders.id is 'y';
    grant select on orders to pg_monitor;
    grant update (id) on orders to pg_monitor;
    create function f() returns integer language sql as 'select 1';
    revoke all on function f() from public;
    comment on function f() is 'z';
    create server there foreign data wrapper far;
    create user mapping for public server there;
    create foreign table distant (id integer) server there;
"""


def test_everything_that_pg_dump_writes_down_has_a_part(scratch: Scratch, address: Address) -> None:
    database = scratch.create("dumped")
    with scratch.connect(database, role="superuser") as conn:
        one_of_everything(conn)
        conn.execute(_MORE)
        found = read(conn)
    entries = [match.group("type", "schema", "name") for match in _ENTRY.finditer(_dump(address, database))]
    unknown = {kind for kind, *_ in entries} - _KEYS.keys() - _TESTS.keys()
    assert unknown == set(), "pg_dump knows kinds of objects that this test does not look for"
    missing = [entry for entry in entries if not _stands(found, *entry)]
    assert missing == []
    assert len({kind for kind, *_ in entries}) > 44


def _stands(found: Schema, kind: str, schema: str, name: str) -> bool:
    if kind in _TESTS:
        return _TESTS[kind](found, schema, name)
    key = _KEYS[kind](schema, name)
    return key in found.index or (key[0], key[1].removeprefix("public.")) in found.index


def test_a_name_is_shown_without_the_public_schema() -> None:
    assert (str(Name("public", "orders")), str(Name("shop", "order"))) == ("orders", 'shop."order"')
