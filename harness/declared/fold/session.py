"""The fold: statements in order, each changing the state as PostgreSQL would change the catalog."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

from harness.chain.statement import Script, Statement
from harness.declared.block import Unknowable, run
from harness.declared.block.errors import SqlError
from harness.declared.expressions import called
from harness.declared.fold import access, others, routines, types
from harness.declared.fold.alter.relation import alter_relation
from harness.declared.fold.calls import changes_anything, changing_calls
from harness.declared.fold.context import Context
from harness.declared.fold.dropping import drop_named, drop_owned, reassign_owned
from harness.declared.fold.host import Host
from harness.declared.fold.indexes import create_index
from harness.declared.fold.sequences import create_sequence
from harness.declared.fold.start import initial_state, start_from
from harness.declared.fold.tables import create_table
from harness.declared.fold.views import create_view, refresh
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
from harness.declared.result.builder import Builder
from harness.declared.tokens import Cursor, Unreadable
from harness.schema import Schema

_LARGE_OBJECTS = frozenset({"lo_create", "lo_creat", "lo_import", "lo_from_bytea", "lo_unlink"})


_QUIET_META = ("\\echo", "\\qecho", "\\warn", "\\timing", "\\pset", "\\set on_error_stop", "\\set quiet", "\\encoding")


_MISTAKES = (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError)


class Fold:
    """One database that statements are read into.

    `owner` is the role that runs them, `major` the version of PostgreSQL whose names and privileges count.
    """

    def __init__(self, *, owner: str = "owner", major: int = 18, given: Schema | None = None) -> None:
        self.context = Context(owner, major, initial_state(owner), login=owner)
        if given is not None:
            start_from(self.context.state, given)
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
        if self.context.savepoints:  # nobody commits: the session ends, and what it began is gone
            self._rollback()
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
        state = self.context.state
        state.begin()
        answer = self._answer(text)
        if answer is not None:
            state.revert()
            self.context.state = state
            return answer
        self.context.state.end()
        if self.context.state is state:
            self.history.record(*state.touched(), self.context.place)
        else:  # the statement, or something within it, went back to a savepoint
            state.revert()
            self.history.record(state, self.context.state, self.context.place)
        return None

    def _answer(self, text: str) -> SqlError | Unknowable | None:
        try:
            self.apply(parse(text), text)
        except Unreadable as error:
            return Unknowable(error.reason, error.offset)
        except (SqlError, Unknowable) as error:
            return error
        except RecursionError:
            return Unknowable("it nests too deeply", 0)
        except _MISTAKES as error:  # ours: the statement counts as not understood, and a test shows it
            return Unknowable(f"the harness lost its way in it ({type(error).__name__}: {error})", 0)
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
        commands: dict[str, Callable[[str], None]] = {
            "begin": self._begin,
            "savepoint": self._save,
            "commit": self._commit,
            "release": self._release,
            "rollback": self._rollback,
            "rollback to": self._rollback_to,
        }
        commands[node.what](node.name)
        if node.name == "chain":
            self._save("")

    def _begin(self, _: str) -> None:
        if not self.context.savepoints:
            self._save("")

    def _commit(self, _: str) -> None:
        self.context.savepoints.clear()
        self.context.state.temporary -= self.context.state.until_commit
        self._end_of_local()

    def _release(self, name: str) -> None:
        stack = self.context.savepoints
        while stack and stack.pop()[0] != name:
            continue

    def _rollback_to(self, name: str) -> None:
        stack = self.context.savepoints
        while stack and stack[-1][0] != name:
            stack.pop()
        if stack:
            _, state, path = stack[-1]
            self.context.state, self.context.path = state.copied(), path

    def _save(self, name: str) -> None:
        self.context.savepoints.append((name, self.context.state.copied(), self.context.path))

    def _rollback(self, _: str = "") -> None:
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
        if not changes_anything(node.body):
            self._calls(node.body)
            return
        run(node.body, Host(self, node.start))

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
        for code, arguments in changing_calls(self.context.state.functions, text):
            run(code, Host(self, 0), arguments=arguments)


_HANDLERS: dict[type[Node], Callable[[Context, Any], None]] = {
    CreateTable: create_table,
    CreateIndex: create_index,
    CreateView: create_view,
    CreateSequence: create_sequence,
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
    Refresh: refresh,
    CommentOn: access.comment,
    Grant: access.grant,
    DefaultPrivileges: access.default_privileges,
}
