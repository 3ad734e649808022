"""Carries out the SQL statements of a block: hands them to the host, or evaluates what their result decides."""

from __future__ import annotations

import re

from sqlglot import exp

from harness.chain.split import split
from harness.declared.block import trees
from harness.declared.block.calls import call_of
from harness.declared.block.catalog_functions import literal
from harness.declared.block.code import Execute, Sql, Statement, Target
from harness.declared.block.effects import OUTSIDE
from harness.declared.block.errors import SqlError, Unevaluated, Unknowable
from harness.declared.block.result import Result
from harness.declared.block.scan import scan
from harness.declared.block.state import State
from harness.declared.block.values import Unknown, quote_ident, text_of
from harness.declared.record import replace

_QUERIES = ("select", "perform", "with", "values", "table")
_CHANGES_ROWS = ("insert", "update", "delete", "merge")
_DATA = re.compile(r"\b(?:insert|update|delete|merge)\b", re.IGNORECASE)
_THIS_DATABASE = re.compile(r"\bcurrent_database\s*\(\s*\)", re.IGNORECASE)
_FIRST = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/|\()*([a-z]+)", re.IGNORECASE | re.DOTALL)


class Statements:
    """The statements of one run that are SQL."""

    def __init__(self, state: State) -> None:
        self._state = state

    def statement(self, node: Statement) -> str:
        """Carry out a statement that stands in the body."""
        state = self._state
        if node.first in _QUERIES and not (node.first == "with" and _DATA.search(node.sql.text)):
            if node.targets:
                self._into(node.sql, node.targets, strict=node.strict)
            else:
                self._query(node.sql)
            return ""
        state.host.execute(node.sql.text, node.offset)
        if node.first in (*_CHANGES_ROWS, "with", "execute"):
            state.found(Unknown("how many rows a statement touched"))
        for target in node.targets:
            state.forget(target, Unknown("what a statement returns"))
        return ""

    def result(self, query: Sql | Execute | str) -> Result:
        """Return the rows that a loop is over."""
        state = self._state
        if isinstance(query, Execute):
            text, parameters = self._text(query), self._parameters(query)
            if isinstance(text, Unknown):
                return Result([], [], text)
            return self._evaluated(text, parameters)
        if isinstance(query, str):
            located = state.frames.locate((query.partition("(")[0].strip(),))
            if located is None or located[0].query is None:
                return Result([], [], Unknown("the rows of a cursor"))
            query = located[0].query
        return self._evaluated(query.text, ())

    def execute(self, node: Execute) -> str:
        """Carry out EXECUTE."""
        state = self._state
        text, parameters = self._text(node), self._parameters(node)
        if isinstance(text, Unknown):
            if not OUTSIDE.match(text.prefix):
                raise Unknowable(f"the text of EXECUTE depends on {text.reason}", node.offset)
            for target in node.targets:
                state.forget(target, text)
            return ""
        first = _first(text)
        if node.targets and first in _QUERIES and not _DATA.search(text):
            self._placed(node.targets, self._safely(text, parameters), strict=node.strict, sets_found=False)
            return ""
        filled = _filled(text, parameters)
        for statement in split(filled).statements:
            state.host.execute(statement.text.rstrip().rstrip(";"), node.offset)
        for target in node.targets:
            state.forget(target, Unknown("what a statement returns"))
        return ""

    def _text(self, node: Execute) -> str | Unknown:
        # The one database that a text can mean, whatever it is called: its name decides nothing there.
        named = replace(node.text, text=_THIS_DATABASE.sub("'current_database'", node.text.text))
        value = self._state.value(named)
        if value is None:
            raise SqlError("null_value_not_allowed", "query string argument of EXECUTE is null")
        return value if isinstance(value, Unknown) else text_of(value)

    def _parameters(self, node: Execute) -> tuple[object, ...]:
        return tuple(self._state.value(part) for part in node.using)

    def _evaluated(self, text: str, parameters: tuple[object, ...]) -> Result:
        self._state.evaluator.parameters = parameters
        return self._state.evaluator.query(trees.query(text), self._state.scope)

    def _safely(self, text: str, parameters: tuple[object, ...] = ()) -> Result:
        try:
            return self._evaluated(text, parameters)
        except Unevaluated as unevaluated:
            return Result([], [], Unknown(unevaluated.reason))

    def _into(self, sql: Sql, targets: tuple[Target, ...], *, strict: bool) -> None:
        self._placed(targets, self._safely(sql.text), strict=strict, sets_found=True)

    def _placed(self, targets: tuple[Target, ...], result: Result, *, strict: bool, sets_found: bool) -> None:
        """Write the first row of a result to the targets of INTO."""
        state = self._state
        if result.doubt:
            for target in targets:
                state.forget(target, result.doubt)
        else:
            if strict and len(result.rows) != 1:
                condition = "too_many_rows" if result.rows else "no_data_found"
                raise SqlError(condition, f"query returned {'more than one row' if result.rows else 'no rows'}")
            state.place(targets, result.columns, result.rows[0] if result.rows else [])
        if sets_found:
            state.found(True if result.rows else result.doubt or False)

    def _query(self, sql: Sql) -> None:
        """Carry out a query whose result nobody takes, for what it calls and for FOUND."""
        state = self._state
        try:
            tree = trees.query(sql.text)
        except Unevaluated as unevaluated:
            state.host.execute(sql.text, sql.offset)
            state.found(Unknown(unevaluated.reason))
            return
        if not isinstance(tree, exp.Select) or not tree.args.get("from_"):
            state.host.execute(self._with_values(tree, sql.text), sql.offset)
            state.found(
                not (isinstance(tree, exp.Select) and tree.args.get("where")) or Unknown("whether there is a row")
            )
            return
        result = self._safely(sql.text)
        if result.doubt:
            state.host.execute(sql.text, sql.offset)
        state.found(True if result.rows else result.doubt or False)

    def _with_values(self, tree: exp.Query, text: str) -> str:
        """Return `select f(a)` with the values of its variables, so that whoever runs `f` need not know them."""
        written: list[str] = []
        for item in tree.expressions if isinstance(tree, exp.Select) else ():
            node = item.unalias()
            namespace = f"{quote_ident(node.this.name)}." if isinstance(node, exp.Dot) else ""
            call = call_of(node)
            if call is None or not isinstance(node, exp.Dot | exp.Anonymous):
                return text
            if all(isinstance(argument, exp.Literal | exp.Boolean | exp.Null) for argument in call[2]):
                return text
            try:
                values = [literal(value) for value in self._state.evaluator.values(call[2], self._state.scope)]
            except Unevaluated:
                return text
            if any(value is None for value in values):
                return text
            written.append(f"{namespace}{quote_ident(call[1])}({', '.join(value for value in values if value)})")
        return f"select {', '.join(written)}" if written else text


def _first(text: str) -> str:
    found = _FIRST.match(text)
    return found[1].lower() if found else ""


def _filled(text: str, parameters: tuple[object, ...]) -> str:
    """Return the text of EXECUTE with the values of USING in it, as far as they are known."""
    if not parameters:
        return text
    pieces, at = [], 0
    for token in scan(text):
        if re.fullmatch(r"\$\d+", token.text) and 0 < int(token.text[1:]) <= len(parameters):
            value = literal(parameters[int(token.text[1:]) - 1])
            if value is not None:
                pieces += [text[at : token.start], value]
                at = token.end
    return "".join([*pieces, text[at:]])
