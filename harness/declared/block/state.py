"""What a running block knows: its variables, and how expressions are evaluated with them."""

from __future__ import annotations

from collections.abc import Sequence

from harness.declared.block import trees
from harness.declared.block.code import Declaration, Sql, Target
from harness.declared.block.compare import any_of
from harness.declared.block.errors import SqlError, Unevaluated
from harness.declared.block.evaluate import Evaluator
from harness.declared.block.host import Host
from harness.declared.block.scope import Scope
from harness.declared.block.values import Row, Unknown, boolean
from harness.declared.block.variables import UNASSIGNED, Frames, Variable


class State:
    """The variables and the evaluator of one run."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.frames = Frames()
        self.evaluator = Evaluator(host, self.frames)
        self._functions: object = None
        self._names: frozenset[object] = frozenset()

    @property
    def offset(self) -> int:
        """Where the statement stands that is running."""
        return self.evaluator.offset

    @offset.setter
    def offset(self, offset: int) -> None:
        self.evaluator.offset = offset

    @property
    def scope(self) -> Scope:
        return Scope(self.frames)

    def declares(self, function: str) -> bool:
        """Say whether the schema declares a function of that name."""
        rows = self.host.rows("pg_catalog.pg_proc")
        if rows is not self._functions or rows is None:
            self._functions = rows
            own = (row.get("proname") for row in rows or () if row.get("pronamespace") != 11)  # noqa: PLR2004  # pg_catalog
            self._names = frozenset(own)
        return function in self._names

    def value(self, sql: Sql) -> object:
        """Return the value of an expression; unknown where the text does not say it."""
        self.evaluator.parameters = ()
        try:
            tree = trees.expression(sql.text)
            only = trees.only_value(tree)
            if only is not None:
                return self.evaluator.value(only, self.scope)
            return self.evaluator.single(tree, self.scope)
        except Unevaluated as unevaluated:
            return Unknown(unevaluated.reason)

    def condition(self, sql: Sql) -> object:
        """Return whether a condition holds: true, false (NULL too), or unknown."""
        truth = boolean(self.value(sql))
        return truth if isinstance(truth, Unknown) else truth is True

    def among(self, subject: object, sql: Sql) -> object:
        """Say whether `subject` is one of the values, divided by commas, of a WHEN of a CASE statement."""
        try:
            tree = trees.expression(sql.text)
            tests = (
                self.evaluator.compare("=", subject, self.evaluator.value(item, self.scope))
                for item in tree.expressions
            )
            truth = any_of(tests)
        except Unevaluated as unevaluated:
            return Unknown(unevaluated.reason)
        return truth if isinstance(truth, Unknown) else truth is True

    def declare(self, declaration: Declaration) -> None:
        """Make a variable in the innermost frame."""
        variables = self.frames.frames[-1].variables
        if declaration.alias_of is not None:
            found = self.frames.locate((declaration.alias_of,))
            if found is None:
                raise SqlError("undefined_object", f'variable "{declaration.alias_of}" does not exist')
            variables[declaration.name] = found[0]
            return
        variable = Variable(None, declaration.type.lower(), not_null=declaration.not_null)
        if declaration.is_cursor:
            variable.query = declaration.value
        elif declaration.value is not None:
            variable.value = self._converted(variable, self.value(declaration.value))
        elif variable.type == "record":
            variable.value = UNASSIGNED
        variables[declaration.name] = variable

    def found(self, value: object) -> None:
        """Set FOUND."""
        self.frames.frames[0].variables["found"].value = value

    def forget(self, target: Target, reason: Unknown) -> None:
        """Make what a target names unknown."""
        if located := self.frames.locate(target.names):
            located[0].value = Unknown(reason.reason)

    def place(self, targets: Sequence[Target], columns: Sequence[str], values: Sequence[object]) -> None:
        """Write a row of a query to what INTO or FOR names; without values, NULL."""
        first = self.frames.locate(targets[0].names)
        if first is None:
            raise SqlError("syntax_error", f'"{targets[0].names[0]}" is not a known variable')
        if len(targets) == 1 and not first[1] and self._is_composite(first[0]):
            row = Row(dict(zip(columns, values, strict=False)) if values else dict.fromkeys(columns))
            single = values[0] if len(values) == 1 else None
            first[0].value = single if isinstance(single, Row) else row if columns else None
            return
        for place, target in enumerate(targets):
            self.assign(target, values[place] if place < len(values) else None)

    def _is_composite(self, variable: Variable) -> bool:
        if variable.is_composite:
            return True
        plain = variable.type and "%" not in variable.type and variable.type.replace(".", "_").isidentifier()
        if not plain:
            return False
        rows = self.evaluator.catalogs.lookup("pg_catalog.pg_class", "relname", variable.type.rpartition(".")[2])
        return not isinstance(rows, Unknown) and bool(rows)

    def assign(self, target: Target, value: object) -> None:
        """Write a value to a variable, a field of one or an element of one."""
        located = self.frames.locate(target.names)
        if located is None:
            raise SqlError("syntax_error", f'"{".".join(target.names)}" is not a known variable')
        variable, fields = located
        if target.index is not None:
            variable.value = self._with_element(variable, fields, target.index, value)
        elif fields:
            row = variable.value
            if isinstance(row, Row) and fields[0] not in row and row.whole and variable.type == "record":
                raise SqlError("undefined_column", f'record has no field "{fields[0]}"')
            if isinstance(row, Unknown) and row is not UNASSIGNED:
                return
            if row is UNASSIGNED:
                raise SqlError("object_not_in_prerequisite_state", "the record is not assigned yet")
            kept = row if isinstance(row, Row) else Row({}, whole=False)
            variable.value = Row({**kept, fields[0]: value}, whole=kept.whole)
        else:
            variable.value = self._converted(variable, value)

    def _with_element(self, variable: Variable, fields: tuple[str, ...], index: Sql, value: object) -> object:
        place, array = self.value(index), variable.value
        if fields or isinstance(array, Unknown) or not isinstance(place, int) or not isinstance(array, list | None):
            return Unknown("an array that was changed in part")
        elements = list(array or [])
        if not 0 < place <= len(elements) + 1:
            return Unknown("an array with gaps")
        elements[place - 1 : place] = [value]
        return elements

    def _converted(self, variable: Variable, value: object) -> object:
        if value is None and variable.not_null:
            raise SqlError("null_value_not_allowed", "null value cannot be assigned to a variable declared NOT NULL")
        if variable.is_composite or "%" in variable.type or not variable.type or isinstance(value, Row):
            return value
        return self.evaluator.cast(value, variable.type)
