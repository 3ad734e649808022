"""The fold: statements in order, each changing the state as PostgreSQL would change the catalog."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from harness.chain.statement import Script, Statement
from harness.declared.block import Unknowable, run
from harness.declared.block.catalogs import rows
from harness.declared.block.errors import SqlError
from harness.declared.build import Builder
from harness.declared.expressions import called, mentioned
from harness.declared.fold import access, others, routines, tables, types
from harness.declared.fold.alter_table import alter_relation
from harness.declared.fold.context import Context
from harness.declared.fold.dropping import drop_named, drop_owned, reassign_owned
from harness.declared.grammar import parse
from harness.declared.history import History
from harness.declared.nodes import (
    AlterExtension,
    AlterOther,
    AlterPart,
    AlterRelation,
    AlterRoutine,
    AlterType,
    CommentOn,
    CreateAggregate,
    CreateComposite,
    CreateDomain,
    CreateEnum,
    CreateExtension,
    CreateFunction,
    CreateIndex,
    CreateOther,
    CreatePolicy,
    CreateRule,
    CreateSchema,
    CreateSequence,
    CreateTable,
    CreateTrigger,
    CreateView,
    DefaultPrivileges,
    Do,
    Drop,
    DropOwned,
    Grant,
    Node,
    Nothing,
    Query,
    ReassignOwned,
    Refresh,
    SetVariable,
    Transaction,
)
from harness.declared.state import (
    Address,
    CommentState,
    ExtensionState,
    FunctionState,
    GrantState,
    OtherState,
    State,
)
from harness.declared.tokens import Cursor, Unreadable
from harness.schema import Name, Schema

# Words by which a function's body can change the schema.
_DDL = re.compile(
    r"\b(?:(?:create|alter|drop)\s+[a-z]|(?:execute|grant|revoke|commit|rollback)\b|comment\s+on\b)", re.IGNORECASE
)
_LARGE_OBJECTS = frozenset({"lo_create", "lo_creat", "lo_import", "lo_from_bytea", "lo_unlink"})
_TEMPORARY = re.compile(r"\bcreate\s+(?:local\s+|global\s+)?temp(?:orary)?\b", re.IGNORECASE)
_QUIET_META = ("\\echo", "\\qecho", "\\warn", "\\timing", "\\pset", "\\set on_error_stop", "\\set quiet", "\\encoding")


_MISTAKES = (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError)
_NOWHERE = ("", 0)  # the place of what every database starts with


def initial_state(owner: str) -> State:
    """Return what every database holds before the first statement."""
    state = State()
    public = "pg_database_owner"
    state.namespaces["public"] = public, None
    state.others["schema", "public"] = OtherState("schema", "public", _NOWHERE, owner=public, known=True)
    properties = "connection limit -1, tablespace pg_default"
    state.others["database", "properties"] = OtherState(
        "database", "properties", _NOWHERE, owner=owner, definition=properties, known=True
    )
    state.extensions["plpgsql"] = ExtensionState("plpgsql", "pg_catalog", "1.0", _NOWHERE)
    schema: Address = ("schema", Name("", "public"), None)
    state.grants[schema] = GrantState(given={"public": frozenset({"USAGE"})}, places={"public": _NOWHERE})
    state.comments[schema] = CommentState("standard public schema", _NOWHERE)
    language: Address = ("extension", Name("", "plpgsql"), None)
    state.comments[language] = CommentState("PL/pgSQL procedural language", _NOWHERE)
    return state


def _start_from(state: State, given: Schema) -> None:
    """Take over what a real database holds before the first statement, as far as statements can lean on it."""
    for extension in given.extensions:
        known = ExtensionState(extension.name, extension.namespace, extension.version, _NOWHERE)
        state.extensions[extension.name] = known
    for thing in given.objects:
        if thing.key in state.others:
            found = state.others[thing.key]
            state.others[thing.key] = replace(found, owner=thing.owner, definition=thing.definition)


class Fold:
    """One database that statements are read into.

    `owner` is the role that runs them, `major` the version of PostgreSQL whose names and privileges count.
    """

    def __init__(self, *, owner: str = "owner", major: int = 18, given: Schema | None = None) -> None:
        self.context = Context(owner, major, initial_state(owner), login=owner)
        if given is not None:
            _start_from(self.context.state, given)
        self.history = History()
        self._local: tuple[str, ...] | None = None  # the search_path that SET LOCAL hides
        self._builder = Builder()

    @property
    def schema(self) -> Schema:
        """What the statements so far add up to; expressions as their authors wrote them."""
        return self._builder.schema(self.context)

    def begin_session(self) -> None:
        """Start a session of its own, as psql does for each file: an open transaction is gone, and so are settings."""
        if self.context.savepoints:
            self._rollback()
        self.context.savepoints.clear()
        self.context.state.temporary = frozenset()
        self.context.state.settings.pop("default_table_access_method", None)
        self._local = None
        self.context.owner = self.context.login
        self.context.path = others.initial_path(self.context)

    def script(self, script: Script) -> list[tuple[Statement, SqlError | Unknowable]]:
        """Read a whole file as one session; return the statements that failed or could not be understood."""
        self.begin_session()
        answers = []
        for statement in script.statements:
            answer = self.statement(statement)
            if answer is not None:
                answers.append((statement, answer))
        return answers

    def statement(self, statement: Statement) -> SqlError | Unknowable | None:
        """Read one statement; return why it fails or cannot be understood, and leave the state as it was then."""
        if statement.kind == "meta":
            quiet = statement.text.strip().lower().startswith(_QUIET_META)
            return None if quiet else Unknowable("only psql can carry out its backslash command", 0)
        if statement.kind == "copy":
            return None
        with self._standing_at(statement):
            return self._text(statement.text)

    @contextmanager
    def _standing_at(self, statement: Statement) -> Any:
        context = self.context
        context.place = statement.path, statement.line
        context.lines = tuple(found.start() + 1 for found in re.finditer("\n", statement.text))
        yield

    def _text(self, text: str) -> SqlError | Unknowable | None:
        before = self.context.state.copied()
        self.context.state.edited = set()
        try:
            self.apply(parse(text), text)
        except Unreadable as error:
            self.context.state = before
            return Unknowable(error.reason, error.offset)
        except (SqlError, Unknowable) as error:
            self.context.state = before
            return error
        except RecursionError:
            self.context.state = before
            return Unknowable("it nests too deeply", 0)
        except _MISTAKES as error:  # ours: the statement counts as not understood, and a test shows it
            self.context.state = before
            return Unknowable(f"the harness lost its way in it ({type(error).__name__}: {error})", 0)
        self.history.record(before, self.context.state, self.context.place)
        return None

    def apply(self, node: Node, text: str) -> None:
        """Carry out one statement; `text` is what it was read from."""
        if isinstance(node, CreateOther):
            others.create_other(self.context, node, text.strip().rstrip(";"))
        elif isinstance(node, Query):
            self._query(node)
        elif isinstance(node, Do):
            self._do(node)
        elif isinstance(node, Transaction):
            self._transaction(node)
        elif isinstance(node, CreateSchema):
            self._with_defaults(lambda: self._create_schema(node))
        elif isinstance(node, SetVariable):
            self._set(node)
        elif isinstance(node, Nothing):
            if node.verb == "discard":
                self._discard(text)
        else:
            self._with_defaults(lambda: _HANDLERS[type(node)](self.context, node))

    def _with_defaults(self, act: Callable[[], None]) -> None:
        """Carry something out, and give what is new by then the default privileges."""
        before = self.context.state
        known = access.standing(before) if access.has_defaults(before) else None
        act()
        if known is not None:
            access.grant_defaults(self.context, known)

    # --- Transactions ----------------------------------------------------------------------------------------------

    def _transaction(self, node: Transaction) -> None:
        stack = self.context.savepoints
        if node.what == "begin":
            if not stack:
                self._save("")
        elif node.what == "savepoint":
            self._save(node.name)
        elif node.what == "commit":
            stack.clear()
            self.context.state.temporary -= self.context.state.until_commit
            self._end_of_local()
        elif node.what == "release":
            while stack and stack.pop()[0] != node.name:
                continue
        elif node.what == "rollback":
            self._rollback()
        elif node.what == "rollback to":
            while stack and stack[-1][0] != node.name:
                stack.pop()
            if stack:
                name, state, path = stack[-1]
                self.context.state, self.context.path = state.copied(), path
                stack[-1] = name, state, path
        if node.name == "chain":
            self._save("")

    def _save(self, name: str) -> None:
        self.context.savepoints.append((name, self.context.state.copied(), self.context.path))

    def _rollback(self) -> None:
        if self.context.savepoints:
            _, self.context.state, self.context.path = self.context.savepoints[0]
            self.context.savepoints.clear()
        self._local = None

    def _end_of_local(self) -> None:
        """Give back the search_path that SET LOCAL hid until now."""
        if self._local is not None:
            self.context.path, self._local = self._local, None

    def _discard(self, text: str) -> None:
        words = text.lower().rstrip("; ").split()
        if words[-1] in {"all", "temp", "temporary"}:
            self.context.state.temporary = frozenset()
        if words[-1] == "all":
            self.context.owner = self.context.login
            self.context.path = others.initial_path(self.context)

    # --- Settings --------------------------------------------------------------------------------------------------

    def _set(self, node: SetVariable) -> None:
        if node.local and not self.context.savepoints:
            return  # outside a transaction block it ends with its own statement
        if node.name == "search_path" and node.local and self._local is None:
            self._local = self.context.path
        if node.name == "all":
            self.context.path = others.initial_path(self.context)
        elif node.name == "search_path":
            if node.value is None:
                self.context.path = others.initial_path(self.context)
            else:
                self.context.path = tuple(name for name in node.value if name)
        elif node.name == "default_table_access_method":
            self.context.state.settings[node.name] = node.value[0] if node.value else "heap"
        elif node.name == "role":
            named = node.value[0] if node.value else "none"
            self.context.owner = self.context.login if named.lower() in {"none", "default"} else named

    def _create_schema(self, node: CreateSchema) -> None:
        others.create_schema(self.context, node)
        path = self.context.path
        self.context.path = (self.context.role(node.name), *path)
        try:
            for element in node.elements:
                self.apply(element, "")
        finally:
            self.context.path = path

    # --- Code ------------------------------------------------------------------------------------------------------

    def _do(self, node: Do) -> None:
        if node.language != "plpgsql":
            raise Unknowable(f"its body is written in {node.language}", node.offset)
        if not _DDL.search(node.body) and "set_config" not in node.body and "search_path" not in node.body:
            self._calls(node.body)
            return
        run(node.body, _Host(self, node.start))

    def _query(self, node: Query) -> None:
        if node.verb == "copy":
            return
        if "set_config" in node.text.text.lower() and self._set_config(node.text.text):
            return
        if _LARGE_OBJECTS & called(node.text.text):
            raise Unknowable("large objects are data, which no statement declares", node.offset)
        self._calls(node.text.text)

    def _set_config(self, text: str) -> bool:
        cursor = Cursor(text)
        while not cursor.done and not cursor.take("set_config"):
            cursor.skip()
        if cursor.done or not cursor.take("("):
            return False
        name = cursor.string()
        cursor.expect(",")
        if name != "search_path":
            return True
        if not cursor.is_string():
            raise Unknowable("the search_path that it sets is put together at run time", 0)
        inner = Cursor(cursor.string())
        self.context.path = () if inner.done else inner.commas(inner.name)
        return True

    def _calls(self, text: str) -> None:
        """Run what a statement of data calls, where that can change the schema."""
        changing = [function for function in self._functions_in(text) if _changes_schema(function)]
        if not changing:
            return
        calls = _literal_calls(text)
        by_name = {function.name.name: function for function in changing}
        if calls is None or len(by_name) != len(changing) or not by_name.keys() <= {name for name, _ in calls}:
            raise Unknowable(f"it calls {changing[0].name}(), which can change the schema", 0)
        for name, values in calls:
            if name in by_name:
                self._call(by_name[name], values)

    def _call(self, function: FunctionState, values: tuple[object, ...]) -> None:
        said = function.said
        inputs = [each for each in said.arguments if each.mode not in {"out", "table"}] if said else []
        if said is None or said.code is None or said.language != "plpgsql" or len(inputs) != len(values):
            raise Unknowable(f"it calls {function.name}(), which can change the schema", 0)
        arguments: dict[str, object] = {}
        for at, (argument, value) in enumerate(zip(inputs, values, strict=True), start=1):
            arguments[f"${at}"] = value
            if argument.name:
                arguments[argument.name] = value
        run(said.code, _Host(self, 0), arguments=arguments)

    def _functions_in(self, text: str) -> list[FunctionState]:
        functions = self.context.state.functions
        names = {name.name for name, _ in functions}
        wanted = {name for _, name in mentioned(text) if name in names}
        return [each for (name, _), each in functions.items() if name.name in wanted] if wanted else []


def _changes_schema(function: FunctionState) -> bool:
    said = function.said
    if said is None or said.code is None or said.language not in {"plpgsql", "sql"}:
        return said is not None and said.language not in {"plpgsql", "sql", "internal", "c"}
    if said.result is not None and said.result.name.name in {"trigger", "event_trigger"}:
        return False  # it runs when rows change, not when it is called
    return bool(_DDL.search(_TEMPORARY.sub("", said.code)))


def _literal_calls(text: str) -> list[tuple[str, tuple[object, ...]]] | None:
    """Return what `select f('a', 1), g()` calls, with which literals; None where the statement is anything else."""
    try:
        cursor = Cursor(text)
        if not cursor.take_any("select", "call", "perform"):
            return None
        calls = cursor.commas(lambda: _literal_call(cursor))
    except Unreadable:
        return None
    return list(calls) if cursor.done else None


def _literal_call(cursor: Cursor) -> tuple[str, tuple[object, ...]]:
    name = cursor.qualified().name
    values = cursor.listed(lambda: cursor.string() if cursor.is_string() else cursor.integer())
    if cursor.take("as"):
        cursor.name()
    return name, values


class _Host:
    """What a PL/pgSQL block sees of the fold, and does to it."""

    def __init__(self, fold: Fold, start: int) -> None:
        self._fold, self._start = fold, start
        self._committed = fold.context.state.copied()  # to which ROLLBACK returns
        self._schema: Schema | None = None  # until something changes: catalogs are kept with it

    def rows(self, relation: str) -> Sequence[Mapping[str, object]] | None:
        if self._schema is None:
            self._schema = self._fold.schema
        return rows(self._schema, relation)

    def execute(self, text: str, offset: int) -> None:
        context = self._fold.context
        place, lines = context.place, context.lines
        self._schema = None
        context.place, context.lines = context.at(self._start + offset), ()
        try:
            node = parse(text)
            if isinstance(node, Transaction):
                self._transact(node)
            else:
                self._fold.apply(node, text)
        except Unreadable as error:
            raise Unknowable(error.reason, offset) from error
        finally:
            context.place, context.lines = place, lines

    def _transact(self, node: Transaction) -> None:
        context = self._fold.context
        if node.what == "commit":
            self._committed = context.state.copied()
        elif node.what == "rollback":
            context.state = self._committed.copied()

    def search_path(self) -> tuple[str, ...]:
        return tuple(self._fold.context.namespaces())

    def save(self) -> object:
        return self._fold.context.state.copied()

    def restore(self, saved: object) -> None:
        assert isinstance(saved, State)
        self._schema = None
        self._fold.context.state = saved.copied()


_HANDLERS: dict[type[Node], Callable[[Context, Any], None]] = {
    CreateTable: tables.create_table,
    CreateIndex: tables.create_index,
    CreateView: tables.create_view,
    CreateSequence: tables.create_sequence,
    CreateEnum: types.create_enum,
    CreateComposite: types.create_composite,
    CreateDomain: types.create_domain,
    CreateFunction: routines.create_function,
    CreateAggregate: routines.create_aggregate,
    CreateTrigger: routines.create_trigger,
    CreatePolicy: routines.create_policy,
    CreateRule: routines.create_rule,
    CreateExtension: others.create_extension,
    AlterRelation: alter_relation,
    AlterType: types.alter_type,
    AlterRoutine: routines.alter_routine,
    AlterPart: routines.alter_part,
    AlterOther: others.alter_other,
    AlterExtension: others.alter_extension,
    Drop: drop_named,
    DropOwned: drop_owned,
    ReassignOwned: reassign_owned,
    Refresh: tables.refresh,
    CommentOn: access.comment,
    Grant: access.grant,
    DefaultPrivileges: access.default_privileges,
}
