"""Runs the tree of a block: the statements of PL/pgSQL, one method each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from harness.declared.block.code import (
    Assert,
    Assign,
    Block,
    Case,
    Count,
    Diagnostics,
    Each,
    Elements,
    Execute,
    Handler,
    If,
    Leave,
    Loop,
    Node,
    Nothing,
    Raise,
    Return,
    Sql,
    Statement,
    Untold,
)
from harness.declared.block.conditions import SQLSTATES, catches
from harness.declared.block.effects import calls, harmless, idle, written
from harness.declared.block.errors import SqlError, Unevaluated, Unknowable
from harness.declared.block.host import Host
from harness.declared.block.raising import error_of
from harness.declared.block.state import State
from harness.declared.block.statements import Statements
from harness.declared.block.values import Unknown, integer
from harness.declared.block.variables import Frame, Variable

T = TypeVar("T")

_MOST_STEPS = 10_000
_NEXT, _RETURN = "", "return"  # beside them: ("exit", label) and ("continue", label)
Signal = str | tuple[str, str | None]


class Interpreter:
    """One run of a block against a host."""

    def __init__(self, host: Host, arguments: Mapping[str, object]) -> None:
        self._state = State(host)
        self._statements = Statements(self._state)
        self._steps = 0
        self._caught = 0  # blocks with an EXCEPTION clause that are running
        self._error: list[SqlError] = []  # that the handlers which are running have caught
        frame = Frame(variables={"found": Variable(False, "boolean")})
        for place, (name, value) in enumerate(arguments.items(), 1):
            frame.variables[name] = frame.variables[f"${place}"] = Variable(value, "")
        self._state.frames.frames.append(frame)
        self._handlers: dict[type[Node], Callable[[Any], Signal]] = {
            Block: self._block,
            If: self._if,
            Case: self._case,
            Loop: self._loop,
            Count: self._count,
            Each: self._each,
            Elements: self._elements,
            Leave: self._leave,
            Return: self._return,
            Raise: self._raise,
            Assert: self._assert,
            Assign: self._assign,
            Execute: self._statements.execute,
            Diagnostics: self._diagnostics,
            Statement: self._statements.statement,
            Nothing: lambda node: _NEXT,
            Untold: self._untold,
        }

    def run(self, block: Block) -> None:
        """Run the outermost block."""
        self._state.frames.frames[0].prefers_column = block.prefers_column
        try:
            self._run((block,))
        except Unknowable:
            if not idle(block, self._state.declares):  # what cannot be followed does nothing that matters here
                raise

    def _run(self, nodes: tuple[Node, ...]) -> Signal:
        for node in nodes:
            self._spend(node)
            self._state.offset = node.offset
            try:
                signal = self._handlers[type(node)](node)
            except Unknowable as unknowable:
                if unknowable.offset is None:
                    unknowable.offset = node.offset
                raise
            if signal:
                return signal
        return _NEXT

    def _spend(self, node: Node) -> None:
        """Count a step, so that nothing runs for ever."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise Unknowable("it runs too long to be followed", node.offset)

    # Blocks.

    def _block(self, node: Block) -> Signal:
        with self._frame(Frame(node.label)):
            for declaration in node.declarations:
                self._state.declare(declaration)
            signal = self._guarded(node) if node.handlers else self._run(node.body)
        return _NEXT if signal == ("exit", node.label) and node.label else signal

    def _guarded(self, node: Block) -> Signal:
        for handler in node.handlers:
            for condition in handler.conditions:
                if condition != "others" and condition not in SQLSTATES and not _is_sqlstate(condition):
                    raise SqlError("undefined_object", f'unrecognized exception condition "{condition}"')
        depth = len(self._state.frames.frames)
        saved = self._state.host.save()
        self._caught += 1
        try:
            return self._run(node.body)
        except SqlError as error:
            found = next((each for each in node.handlers if _fits(each, error)), None)
            if found is None:
                raise
            del self._state.frames.frames[depth:]
            self._state.host.restore(saved)
            caught = error
        finally:
            self._caught -= 1
        return self._handled(found, caught)

    def _handled(self, handler: Handler, error: SqlError) -> Signal:
        message = error.message if error.exact else Unknown("the message of an error", maybe_null=False)
        frame = Frame(variables={"sqlstate": Variable(error.sqlstate, "text"), "sqlerrm": Variable(message, "text")})
        self._error.append(error)
        try:
            with self._frame(frame):
                return self._run(handler.body)
        finally:
            self._error.pop()

    # Branches and loops.

    def _if(self, node: If) -> Signal:
        for place, (condition, body) in enumerate(node.parts):
            truth = True if condition is None else self._state.condition(condition)
            if isinstance(truth, Unknown):
                self._skip(truth, tuple(inner for _, rest in node.parts[place:] for inner in rest))
                return _NEXT
            if truth:
                return self._run(body)
        return _NEXT

    def _skip(self, reason: Unknown, body: tuple[Node, ...], *, loop: bool = False) -> None:
        """Leave out statements that may or may not run; raises where the schema depends on it."""
        if not harmless(body, self._state.declares, caught=self._caught > 0, loop=loop):
            raise Unknowable(f"what runs depends on {reason.reason}", self._state.offset)
        self._forget(reason, body)

    def _forget(self, reason: Unknown, body: tuple[Node, ...]) -> None:
        """Make unknown what statements write that may or may not run."""
        for target in written(body):
            self._state.forget(target, reason)
        self._state.found(reason)

    def _case(self, node: Case) -> Signal:
        subject = node.subject and self._state.value(node.subject)
        for place, (condition, body) in enumerate(node.parts):
            truth = self._state.condition(condition) if node.subject is None else self._state.among(subject, condition)
            if isinstance(truth, Unknown):
                rest = tuple(inner for _, each in node.parts[place:] for inner in each)
                self._skip(truth, (*rest, *(node.otherwise or ())))
                return _NEXT
            if truth:
                return self._run(body)
        if node.otherwise is None:
            raise SqlError("case_not_found", "case not found", exact=True)
        return self._run(node.otherwise)

    def _loop(self, node: Loop) -> Signal:
        try:
            return self._repeated(node)
        except Unknowable as unknowable:  # how often it runs; that matters only where the schema depends on it
            if not harmless(node.body, self._state.declares, caught=self._caught > 0, loop=True):
                raise
            self._forget(Unknown(unknowable.reason), node.body)
            return _NEXT

    def _repeated(self, node: Loop) -> Signal:
        while True:
            truth = True if node.condition is None else self._state.condition(node.condition)
            if isinstance(truth, Unknown):
                self._skip(truth, node.body, loop=True)
                return _NEXT
            if not truth:
                return _NEXT
            self._spend(node)
            signal = self._run(node.body)
            if (end := _after(signal, node.label)) is not None:
                return end

    def _each(self, node: Each) -> Signal:
        try:
            result = self._statements.result(node.query)
        except Unevaluated as unevaluated:
            self._skip(Unknown(unevaluated.reason), node.body, loop=True)
            return _NEXT
        if result.doubt:
            self._skip(result.doubt, node.body, loop=True)
            for target in node.targets:
                self._state.forget(target, result.doubt)
            return _NEXT
        return self._over(node, result.rows, lambda row: self._state.place(node.targets, result.columns, row))

    def _elements(self, node: Elements) -> Signal:
        array = self._state.value(node.array)
        if isinstance(array, Unknown) or node.slice:
            reason = array if isinstance(array, Unknown) else Unknown("slices of an array")
            self._skip(reason, node.body, loop=True)
            self._state.forget(node.target, reason)
            return _NEXT
        if isinstance(array, str):
            array = self._state.evaluator.cast(array, "text[]")
        if not isinstance(array, list):
            condition = "null_value_not_allowed" if array is None else "datatype_mismatch"
            raise SqlError(condition, "FOREACH expression must be an array")
        return self._over(node, array, lambda item: self._state.assign(node.target, item))

    def _count(self, node: Count) -> Signal:
        bounds = [self._state.value(part) for part in (node.first, node.last)]
        bounds.append(1 if node.step is None else self._state.value(node.step))
        if unknown := next((bound for bound in bounds if isinstance(bound, Unknown)), None):
            self._skip(unknown, node.body, loop=True)
            return _NEXT
        if None in bounds:
            raise SqlError("null_value_not_allowed", "a bound of FOR loop cannot be null")
        first, last, step = (integer(bound) for bound in bounds)
        if step <= 0:
            raise SqlError("invalid_parameter_value", "BY value of FOR loop must be greater than zero")
        numbers = range(first, last - 1, -step) if node.reverse else range(first, last + 1, step)
        variable = Variable(None, "integer")

        def turn(number: int) -> None:
            variable.value = number

        with self._frame(Frame(node.label, {node.name: variable})):
            return self._over(node, numbers, turn)

    @contextmanager
    def _frame(self, frame: Frame) -> Iterator[None]:
        """Have the variables of a frame for a while."""
        frames = self._state.frames.frames
        depth = len(frames)
        frames.append(frame)
        try:
            yield
        finally:
            del frames[depth:]

    def _over(self, node: Count | Each | Elements, items: Iterable[T], turn: Callable[[T], None]) -> Signal:
        """Run a loop's body once an item, for which `turn` sets the loop's variables."""
        some = False
        for item in items:
            some = True
            self._spend(node)
            turn(item)
            end = _after(self._run(node.body), node.label)
            if end is not None:
                if end is _NEXT:
                    break
                return end
        self._state.found(some)
        return _NEXT

    def _leave(self, node: Leave) -> Signal:
        if node.condition is not None:
            truth = self._state.condition(node.condition)
            if isinstance(truth, Unknown):
                raise Unknowable(f"whether a loop goes on depends on {truth.reason}", node.offset)
            if not truth:
                return _NEXT
        return ("continue" if node.again else "exit", node.label)

    def _return(self, node: Return) -> Signal:
        if node.value is not None and calls(node.value, self._state.declares):
            text = node.value.text if node.is_query else f"select {node.value.text}"
            self._statements.statement(Statement(node.offset, Sql(text, node.value.offset), "perform"))
        return _NEXT if node.goes_on else _RETURN

    # Simple statements.

    def _raise(self, node: Raise) -> Signal:
        if node.again:
            if self._error:
                raise self._error[-1]
            raise SqlError("stacked_diagnostics_accessed_without_active_handler", "RAISE outside a handler")
        if node.level == "exception":
            raise error_of(node, self._state)
        return _NEXT

    def _assert(self, node: Assert) -> Signal:
        truth = self._state.condition(node.condition)
        if isinstance(truth, Unknown):
            self._skip(truth, (node,))
        elif not truth:
            raise SqlError("assert_failure", "assertion failed")
        return _NEXT

    def _assign(self, node: Assign) -> Signal:
        self._state.assign(node.target, self._state.value(node.value))
        return _NEXT

    def _diagnostics(self, node: Diagnostics) -> Signal:
        error = self._error[-1] if self._error else None
        told: dict[str, object] = {}
        if node.stacked and error:
            told["returned_sqlstate"] = error.sqlstate
            if error.exact:
                told["message_text"] = error.message
        for target, item in node.items:
            self._state.assign(target, told.get(item, Unknown(f"{item} of GET DIAGNOSTICS", maybe_null=False)))
        return _NEXT

    def _untold(self, node: Untold) -> Signal:
        reason = Unknown(node.what)
        for target in node.targets:
            self._state.forget(target, reason)
        self._state.found(reason)
        return _NEXT


def _fits(handler: Handler, error: SqlError) -> bool:
    return any(catches(condition, error.condition) for condition in handler.conditions)


def _is_sqlstate(text: str) -> bool:
    return len(text) == 5 and text.isalnum() and text.upper() == text  # noqa: PLR2004  # characters of a SQLSTATE


def _after(signal: Signal, label: str | None) -> Signal | None:
    """Return what a loop ends with once its body has given `signal`; None where it goes on."""
    if signal == _NEXT:
        return None
    if isinstance(signal, tuple) and signal[1] in (None, label):
        return None if signal[0] == "continue" else _NEXT
    return signal
