"""Where the fold stands: the state, the statement being read, the search_path; and how names are found in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from harness.declared.block.errors import SqlError
from harness.declared.nodes import Routine
from harness.declared.objects import FunctionState, OtherTypeState, Place, TableState, Typed
from harness.declared.record import replace
from harness.declared.state import State
from harness.declared.tokens import Named
from harness.declared.types import TypeRef
from harness.schema import Name

Path = tuple[str, ...]
DEFAULT_PATH: Path = ("$user", "public")


@dataclass
class Context:
    """One session that reads statements: what they find, and where they put it.

    `owner` is the role that makes the objects; `major` is the server's version, on which names and privileges depend.
    """

    owner: str
    major: int
    state: State
    path: Path = DEFAULT_PATH
    place: Place = ("", 0)
    lines: tuple[int, ...] = ()  # offsets at which the statement's lines start
    login: str = ""  # the role of the session, to which RESET ROLE returns
    savepoints: list[tuple[str, State, Path]] = field(default_factory=list)

    def at(self, offset: int) -> Place:
        """Return the place of an offset into the statement."""
        path, line = self.place
        return path, line + sum(1 for start in self.lines if start <= offset)

    # --- search_path -----------------------------------------------------------------------------------------------

    def namespaces(self) -> Iterator[str]:
        """Yield the schemas that are searched and exist, in order."""
        for name in self.path:
            if name in self.state.namespaces and name != "$user":
                yield name

    def home(self, named: Named) -> Name:
        """Return the name under which something new is made."""
        if named.schema:
            if named.schema not in self.state.namespaces:
                raise SqlError("invalid_schema_name", f'schema "{named.schema}" does not exist')
            return Name(named.schema, named.name)
        for namespace in self.namespaces():
            if namespace != "pg_catalog":
                return Name(namespace, named.name)
        raise SqlError("invalid_schema_name", "no schema has been selected to create in")

    @contextmanager
    def pointing(self, offset: int) -> Iterator[None]:
        """Let an error that is raised within point to what stands at this offset of the statement."""
        try:
            yield
        except SqlError as error:
            if error.line is None:
                error.line = self.at(offset)[1]
            raise

    def is_temporary(self, named: Named) -> bool:
        """Say whether a name means a temporary table of this session, which no schema holds."""
        if named.schema:
            return named.schema.startswith("pg_temp")
        return named.name in self.state.temporary

    def made_temporary(self, named: Named, *, temporary: bool, until_commit: bool = False) -> bool:
        """Note a table that is made for this session only; say whether it is one."""
        if not temporary and not (named.schema or "").startswith("pg_temp"):
            return False
        self.state.temporary |= {named.name}
        if until_commit:
            self.state.until_commit |= {named.name}
        return True

    def candidates(self, named: Named) -> Iterator[Name]:
        """Yield every qualified name that a name can mean, first the one that wins."""
        if named.schema:
            yield Name(named.schema, named.name)
            return
        for namespace in self.namespaces():
            yield Name(namespace, named.name)

    # --- Lookup ----------------------------------------------------------------------------------------------------

    def table(self, named: Named) -> Name:
        """Return the table or view that a name means."""
        for name in self.candidates(named):
            if name in self.state.tables:
                return name
        raise SqlError("undefined_table", f'relation "{named.name}" does not exist')

    def index(self, named: Named) -> tuple[Name, Name]:
        """Return an index that a name means, and its table."""
        for name in self.candidates(named):
            if name in self.state.indexes:
                return name, self.state.indexes[name]
        raise SqlError("undefined_table", f'relation "{named.name}" does not exist')

    def sequence(self, named: Named) -> Name:
        for name in self.candidates(named):
            if name in self.state.sequences:
                return name
        raise SqlError("undefined_table", f'relation "{named.name}" does not exist')

    def type_name(self, named: Named) -> Name:
        """Return the type that a name means: one of its own, or a table's row type."""
        for name in self.candidates(named):
            if name in self.state.types or name in self.state.tables:
                return name
        for name in self.candidates(named):
            for kind in self.state.types.values():
                if isinstance(kind, OtherTypeState) and kind.multirange == name:
                    return name
        from_extension = self._from_extension(named)
        if from_extension:
            return from_extension
        raise SqlError("undefined_object", f'type "{named.name}" does not exist')

    def _from_extension(self, named: Named) -> Name | None:
        """Return the name of an extension's type; of an extension that is not known, any type is believed."""
        for extension in self.state.extensions.values():
            if extension.name == "plpgsql" or (named.schema and named.schema != extension.namespace):
                continue
            types = EXTENSION_TYPES.get(extension.name)
            if (types is None and extension.name not in _WITHOUT_TYPES) or (types and named.name in types):
                return Name(extension.namespace, named.name)
        return None

    def typed(self, ref: TypeRef) -> Typed:
        """Return a type with its name looked up; `t.c%type` becomes the column's type."""
        if ref.column is not None:
            table = self.state.tables[self.table(ref.name)]
            column = table.columns.get(ref.column)
            if column is None:
                raise SqlError("undefined_column", f'column "{ref.column}" does not exist')
            return Typed(replace(column.type.ref, array=column.type.ref.array or ref.array), column.type.of)
        if ref.own:
            return Typed(ref)
        name = ref.name
        try:
            return Typed(ref, self.type_name(name))
        except SqlError:
            if not name.name.startswith("_") or ref.array:
                raise
            element = self.type_name(Named(name.schema, name.name[1:]))  # an array by pg_type's own name
            return Typed(replace(ref, name=Named(element.namespace, element.name), array=True), element)

    def routine(self, target: Routine, kind: str) -> tuple[Name, str]:
        """Return the function that a name and, where they are written, its arguments mean."""
        flavours = {
            "function": {"function", "window", "aggregate"},
            "procedure": {"procedure"},
            "aggregate": {"aggregate"},
        }.get(kind, {"function", "window", "aggregate", "procedure"})
        wanted = None
        if target.arguments is not None:
            wanted = self.argument_key(
                [self.typed(item.type) for item in target.arguments if item.mode not in {"out", "table"}]
            )
        for name in self.candidates(target.name):
            found = [
                key
                for key, each in self.state.functions.items()
                if key[0] == name and each.flavour in flavours and (wanted is None or key[1] == wanted)
            ]
            if len(found) > 1:
                raise SqlError("ambiguous_function", f'function name "{target.name.name}" is not unique')
            if found:
                return found[0]
        raise SqlError("undefined_function", f"{kind} {target.name.name}({wanted or ''}) does not exist")

    @staticmethod
    def argument_key(types: list[Typed]) -> str:
        """Return the types of arguments as the catalog lists them."""
        return ", ".join(each.key for each in types)

    def function_named(self, named: Named) -> FunctionState | None:
        """Return a function of that name without arguments, as triggers have it."""
        for name in self.candidates(named):
            found = self.state.functions.get((name, ""))
            if found:
                return found
        return None

    def role(self, name: str) -> str:
        return self.owner if name in {"current_user", "session_user", "current_role"} else name

    def family(self, name: Name, *, only: bool = False) -> Iterator[TableState]:
        """Yield a table, ready to be changed, and unless `only`, all that inherit from it."""
        yield self.state.edit(name)
        if not only:
            for child in self.state.children(name):
                yield from self.family(child)


# The types that extensions bring along; () for those that bring none.
EXTENSION_TYPES: dict[str, frozenset[str]] = {
    "citext": frozenset({"citext"}),
    "hstore": frozenset({"hstore", "ghstore"}),
    "ltree": frozenset({"ltree", "lquery", "ltxtquery", "ltree_gist"}),
    "cube": frozenset({"cube"}),
    "seg": frozenset({"seg"}),
    "isn": frozenset({"ean13", "isbn", "isbn13", "ismn", "ismn13", "issn", "issn13", "upc"}),
    "lo": frozenset({"lo"}),
    "intarray": frozenset({"query_int", "intbig_gkey"}),
    "pg_trgm": frozenset({"gtrgm"}),
    "vector": frozenset({"vector", "halfvec", "sparsevec"}),
    "postgis": frozenset({"geometry", "geography", "box2d", "box3d", "spheroid", "raster"}),
    "earthdistance": frozenset({"earth"}),
}
_WITHOUT_TYPES = frozenset(
    """
    uuid-ossp pgcrypto btree_gin btree_gist unaccent tablefunc fuzzystrmatch pg_stat_statements dblink postgres_fdw
    file_fdw intagg moddatetime autoinc insert_username refint tcn plpgsql pageinspect pgstattuple pg_buffercache
    pg_freespacemap pg_prewarm pgrowlocks pg_visibility sslinfo tsm_system_rows tsm_system_time xml2 bloom adminpack
    amcheck dict_int dict_xsyn pg_surgery pg_walinspect pg_logicalinspect pg_overexplain old_snapshot pg_cron
    """.split()  # noqa: SIM905 - a list would be thirty lines
)
