"""Type names: read as PostgreSQL's grammar reads them, and printed as `format_type` prints them."""

from __future__ import annotations

from harness.declared.record import Record, replace
from harness.declared.tokens import IDENTIFIER, NUMBER, Cursor, Named

# Words of the grammar and PostgreSQL's internal names → what format_type prints.
_PRINTED = {
    "int": "integer",
    "int4": "integer",
    "int2": "smallint",
    "int8": "bigint",
    "float4": "real",
    "float8": "double precision",
    "decimal": "numeric",
    "dec": "numeric",
    "bool": "boolean",
    "varchar": "character varying",
    "bpchar": "character",
    "char": "character",
    "nchar": "character",
    "varbit": "bit varying",
    "timetz": "time with time zone",
    "timestamptz": "timestamp with time zone",
    "timestamp": "timestamp without time zone",
    "time": "time without time zone",
    "any": '"any"',
}
# Types of pg_catalog that print by their own name.
_OWN = frozenset(
    """
    aclitem bit box bytea character cid cidr circle cstring date datemultirange daterange inet int2vector
    int4multirange int4range int8multirange int8range integer bigint smallint real numeric boolean interval json jsonb
    jsonpath line lseg macaddr macaddr8 money name nummultirange numrange oid oidvector path pg_lsn pg_snapshot point
    polygon refcursor regclass regcollation regconfig regdictionary regnamespace regoper regoperator regproc
    regprocedure regrole regtype text tid tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector
    txid_snapshot uuid xid xid8 xml record trigger event_trigger void any anyelement anyarray anynonarray anyenum
    anyrange anymultirange anycompatible anycompatiblearray anycompatiblenonarray anycompatiblerange
    anycompatiblemultirange internal language_handler fdw_handler index_am_handler table_am_handler tsm_handler
    pg_node_tree pg_ddl_command unknown gtsvector
    """.split()  # noqa: SIM905 - a list would be a hundred lines
)
_SERIAL = {
    "serial": "integer",
    "serial4": "integer",
    "bigserial": "bigint",
    "serial8": "bigint",
    "smallserial": "smallint",
    "serial2": "smallint",
}
_FIELDS = ("year", "month", "day", "hour", "minute", "second")
_PRECISE_AS = {24: "real", 53: "double precision"}


class TypeRef(Record, frozen=True):
    """A type as written: PostgreSQL's own under its printed name, any other under the name to be looked up.

    `modifiers` are what stands in the parentheses; `tail` is what is printed after them (` with time zone`, the fields
    of an interval before them); `serial` says that the column gets a sequence; `of` is the column of `t.c%type`.
    """

    name: Named
    own: bool
    modifiers: tuple[str, ...] = ()
    tail: str = ""
    array: bool = False
    serial: bool = False
    setof: bool = False
    column: str | None = None

    def printed(self, resolved: str | None = None) -> str:
        """Return what `format_type` prints, given the printed name of a type that is not PostgreSQL's own."""
        base = self.name.name if self.own else (resolved or self.name.name)
        modifiers = f"({','.join(self.modifiers)})" if self.modifiers else ""
        return f"{base}{modifiers}{self.tail}{'[]' if self.array else ''}"


def read_type(cursor: Cursor) -> TypeRef:
    """Take a type name, with SETOF, modifiers and array bounds."""
    setof = cursor.take("setof")
    found = _base(cursor)
    array = False
    if cursor.take("array"):
        array = True
        if cursor.take("["):
            cursor.integer()
            cursor.expect("]")
    while cursor.sees("["):
        cursor.skip()
        if not cursor.sees("]"):
            cursor.integer()
        cursor.expect("]")
        array = True
    return replace(found, array=array or found.array, setof=setof)


def _base(cursor: Cursor) -> TypeRef:
    word = cursor.word
    special = _SPECIAL.get(word)
    if special and cursor.ahead() != ".":
        cursor.skip()
        return special(cursor, word)
    quoted_name = word == IDENTIFIER
    named = cursor.qualified()
    if cursor.take("%"):
        cursor.expect("type")
        return TypeRef(Named(None, named.schema or ""), own=False, column=named.name)
    if named.schema in {None, "pg_catalog"}:
        return _plain(cursor, named, internal=quoted_name or named.schema is not None)
    return TypeRef(named, own=False, modifiers=_modifiers(cursor))


def _plain(cursor: Cursor, named: Named, *, internal: bool) -> TypeRef:
    """Take the rest of a type that PostgreSQL may know; an `internal` name is pg_type's, not a word of the grammar."""
    name = named.name
    if internal and name == "char":
        return TypeRef(Named("pg_catalog", '"char"'), own=True)
    if name == "bpchar" and not cursor.sees("("):
        return TypeRef(Named("pg_catalog", "bpchar"), own=True)
    serial = name in _SERIAL and not (internal and named.schema)
    if name in {"timestamptz", "timetz"}:
        return _zoned(cursor, name.removesuffix("tz"), zone=True)
    if name.startswith("_") and (name[1:] in _OWN or name[1:] in _PRINTED):  # pg_type's own name for an array
        return TypeRef(Named("pg_catalog", _PRINTED.get(name[1:], name[1:])), own=True, array=True)
    if serial or name in _OWN or name in _PRINTED:
        known = Named("pg_catalog", _SERIAL[name] if serial else _PRINTED.get(name, name))
        modifiers = () if serial else _modifiers(cursor)
        return _numeric_scale(TypeRef(known, own=True, modifiers=modifiers, serial=serial))
    return TypeRef(named, own=named.schema == "pg_catalog", modifiers=_modifiers(cursor))


def _numeric_scale(found: TypeRef) -> TypeRef:
    """Say the scale of `numeric(p)`, as the catalog does."""
    if found.name.name == "numeric" and len(found.modifiers) == 1:
        return replace(found, modifiers=(found.modifiers[0], "0"))
    return found


def _modifiers(cursor: Cursor) -> tuple[str, ...]:
    if not cursor.sees("("):
        return ()

    def item() -> str:
        at = cursor.mark()
        if cursor.word == NUMBER or cursor.word in {"-", "+"}:
            return str(cursor.integer())
        if cursor.is_string():
            return cursor.string()
        cursor.name()
        return cursor.since(at).text

    return cursor.listed(item)


def _character(cursor: Cursor, word: str) -> TypeRef:
    varying = word == "varchar" or cursor.take("varying")
    modifiers = _modifiers(cursor)
    if varying:
        return TypeRef(Named("pg_catalog", "character varying"), own=True, modifiers=modifiers)
    return TypeRef(Named("pg_catalog", "character"), own=True, modifiers=modifiers or ("1",))


def _national(cursor: Cursor, word: str) -> TypeRef:
    if word == "national" and not (cursor.take("character") or cursor.take("char")):
        raise cursor.fail("CHARACTER")
    return _character(cursor, "char")


def _bit(cursor: Cursor, _: str) -> TypeRef:
    varying = cursor.take("varying")
    modifiers = _modifiers(cursor)
    name = "bit varying" if varying else "bit"
    return TypeRef(Named("pg_catalog", name), own=True, modifiers=modifiers or (() if varying else ("1",)))


def _double(cursor: Cursor, _: str) -> TypeRef:
    cursor.expect("precision")
    return TypeRef(Named("pg_catalog", "double precision"), own=True)


def _float(cursor: Cursor, _: str) -> TypeRef:
    modifiers = _modifiers(cursor)
    precision = int(modifiers[0]) if modifiers else max(_PRECISE_AS)
    name = next((name for bits, name in _PRECISE_AS.items() if precision <= bits), "double precision")
    return TypeRef(Named("pg_catalog", name), own=True)


def _time(cursor: Cursor, word: str) -> TypeRef:
    return _zoned(cursor, word, zone=None)


def _zoned(cursor: Cursor, word: str, *, zone: bool | None) -> TypeRef:
    modifiers = _modifiers(cursor)
    if zone is None:
        zone = cursor.take("with", "time", "zone")
        if not zone:
            cursor.take("without", "time", "zone")
    tail = " with time zone" if zone else " without time zone"
    return TypeRef(Named("pg_catalog", word), own=True, modifiers=modifiers, tail=tail)


def _interval(cursor: Cursor, _: str) -> TypeRef:
    modifiers = _modifiers(cursor)
    fields = ""
    if cursor.word in _FIELDS:
        fields = f" {cursor.word}"
        cursor.skip()
        if cursor.take("to"):
            fields += f" to {cursor.word}"
            cursor.skip()
        if fields.endswith("second"):
            modifiers = _modifiers(cursor) or modifiers
    return TypeRef(Named("pg_catalog", f"interval{fields}"), own=True, modifiers=modifiers)


_SPECIAL = {
    "character": _character,
    "char": _character,
    "varchar": _character,
    "nchar": _national,
    "national": _national,
    "bit": _bit,
    "double": _double,
    "float": _float,
    "time": _time,
    "timestamp": _time,
    "interval": _interval,
}
