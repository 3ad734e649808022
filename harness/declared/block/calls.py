"""Function calls in sqlglot's trees, by the name that PostgreSQL gives the function."""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from harness.declared.block.scope import folded

Call = tuple[str, list[exp.Expr]]


def _plain(name: str, *keys: str) -> Callable[[exp.Expr], Call]:
    def read(node: exp.Expr) -> Call:
        arguments: list[exp.Expr] = []
        for key in keys:
            value = node.args.get(key)
            arguments += value if isinstance(value, list) else [value] if isinstance(value, exp.Expr) else []
        return name, arguments

    return read


def _trim(node: exp.Expr) -> Call:
    side = {"LEADING": "ltrim", "TRAILING": "rtrim"}.get(str(node.args.get("position") or "").upper(), "btrim")
    return _plain(side, "this", "expression")(node)


def _pad(node: exp.Expr) -> Call:
    return _plain("lpad" if node.args.get("is_left") else "rpad", "this", "expression", "fill_pattern")(node)


# What sqlglot has a class for; its arguments in PostgreSQL's order.
_CLASSES: dict[type[exp.Expr], Callable[[exp.Expr], Call]] = {
    exp.Abs: _plain("abs", "this"),
    exp.ArrayAppend: _plain("array_append", "this", "expression"),
    exp.ArrayConcat: _plain("array_cat", "this", "expressions"),
    exp.ArrayPosition: _plain("array_position", "this", "expression"),
    exp.ArrayPrepend: _plain("array_prepend", "expression", "this"),
    exp.ArrayRemove: _plain("array_remove", "this", "expression"),
    exp.ArraySize: _plain("array_length", "this", "expression"),
    exp.ArrayToString: _plain("array_to_string", "this", "expression", "null"),
    exp.Ascii: _plain("ascii", "this"),
    exp.Ceil: _plain("ceil", "this"),
    exp.Chr: _plain("chr", "expressions"),
    exp.Concat: _plain("concat", "expressions"),
    exp.ConcatWs: _plain("concat_ws", "expressions"),
    exp.CurrentDatabase: _plain("current_database"),
    exp.CurrentSchema: _plain("current_schema"),
    exp.CurrentSchemas: _plain("current_schemas", "this"),
    exp.Floor: _plain("floor", "this"),
    exp.Format: _plain("format", "this", "expressions"),
    exp.Initcap: _plain("initcap", "this"),
    exp.Left: _plain("left", "this", "expression"),
    exp.Length: _plain("length", "this"),
    exp.Lower: _plain("lower", "this"),
    exp.MD5: _plain("md5", "this"),
    exp.Pad: _pad,
    exp.RegexpReplace: _plain("regexp_replace", "this", "expression", "replacement", "modifiers"),
    exp.Repeat: _plain("repeat", "this", "times"),
    exp.Replace: _plain("replace", "this", "expression", "replacement"),
    exp.Reverse: _plain("reverse", "this"),
    exp.Right: _plain("right", "this", "expression"),
    exp.Round: _plain("round", "this", "decimals"),
    exp.SplitPart: _plain("split_part", "this", "delimiter", "part_index"),
    exp.StartsWith: _plain("starts_with", "this", "expression"),
    exp.StringToArray: _plain("string_to_array", "this", "expression", "null"),
    exp.StrPosition: _plain("strpos", "this", "substr"),
    exp.Substring: _plain("substring", "this", "start", "length"),
    exp.Translate: _plain("translate", "this", "from_", "to"),
    exp.Trim: _trim,
    exp.Upper: _plain("upper", "this"),
    exp.Explode: _plain("unnest", "this"),
    exp.ExplodingGenerateSeries: _plain("generate_series", "start", "end", "step"),
    exp.GenerateSeries: _plain("generate_series", "start", "end", "step"),
    exp.CurrentTimestamp: _plain("now"),
    exp.Rand: _plain("random"),
    exp.Uuid: _plain("gen_random_uuid"),
    exp.CurrentVersion: _plain("version"),
}


def call_of(node: exp.Expr) -> tuple[str | None, str, list[exp.Expr]] | None:
    """Return a call as (namespace, name, arguments); None where `node` is none, or one of a form not modelled."""
    if isinstance(node, exp.Dot) and isinstance(node.expression, exp.Func):
        inner = call_of(node.expression)
        namespace = folded(node.this)
        return None if inner is None else (None if namespace == "pg_catalog" else namespace, inner[1], inner[2])
    if isinstance(node, exp.Anonymous):
        return None, str(node.this).lower(), list(node.expressions)
    read = _CLASSES.get(type(node))
    return None if read is None else (None, *read(node))


def aggregate_of(node: exp.Expr) -> str | None:
    """Return the name of the aggregate that `node` calls; None where it calls none."""
    name = _AGGREGATES.get(type(node))
    if name is None and isinstance(node, exp.Anonymous) and str(node.this).lower() == "every":
        return "bool_and"
    return name


_AGGREGATES: dict[type[exp.Expr], str] = {
    exp.Count: "count",
    exp.GroupConcat: "string_agg",
    exp.ArrayAgg: "array_agg",
    exp.LogicalOr: "bool_or",
    exp.LogicalAnd: "bool_and",
    exp.Min: "min",
    exp.Max: "max",
    exp.Sum: "sum",
    exp.JSONArrayAgg: "json_agg",
    exp.JSONObjectAgg: "json_object_agg",
    exp.Avg: "avg",
}
