"""What depends on an object that the schema keeps as a name and a definition."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from harness.declared.block.errors import Unknowable
from harness.declared.expressions import mentioned, strings_in
from harness.declared.fold.context import Context
from harness.declared.fold.drop.things import Dependent, Thing, bare_name, others
from harness.declared.fold.reword import texts_of


def of_other(context: Context, thing: Thing) -> Iterator[Dependent]:
    kind, label = thing.name.namespace, thing.name.name
    if kind in {"operator", "cast"} or (kind in _IN_LITERALS and _is_said(context, bare_name(label))):
        raise Unknowable(f"what depends on the {kind} is not followed", 0)
    read = _OTHER_DEPENDENTS.get(kind)
    if read:
        yield from read(context, label)


_IN_LITERALS = {"text search configuration", "text search dictionary"}  # expressions name them as 'name'::regconfig


def _is_said(context: Context, name: str) -> bool:
    """Say whether any expression has a literal in which a name could be meant."""
    return any(
        text and any(name in literal for literal in strings_in(text))
        for table in context.state.tables.values()
        for text in texts_of(table)
    )


def _of_server(context: Context, label: str) -> Iterator[Dependent]:
    for key, table in context.state.tables.items():
        if table.server == label:
            yield Dependent(Thing("table", key))
    yield from others(context, "user mapping", lambda name, _: name.endswith(f" server {label}"))


def _of_wrapper(context: Context, label: str) -> Iterator[Dependent]:
    yield from others(context, "foreign server", lambda _, text: (None, label) in mentioned(text))


def _of_access_method(context: Context, label: str) -> Iterator[Dependent]:
    for key, table in context.state.tables.items():
        if table.access_method == label:
            yield Dependent(Thing("table", key))
        for index in table.indexes.values():
            if index.method == label:
                yield Dependent(Thing("index", key, index.name))


def of_language(context: Context, label: str) -> Iterator[Dependent]:
    for (name, arguments), function in context.state.functions.items():
        if function.said and function.said.language == label:
            yield Dependent(Thing("function", name, arguments))
    yield from others(context, "transform", lambda name, _: name.endswith(f" language {label}"))


def _of_operator_class(context: Context, label: str) -> Iterator[Dependent]:
    name = bare_name(label.partition(" using ")[0])
    for key, table in context.state.tables.items():
        for index in table.indexes.values():
            if any(bare_name(element.operator_class or "") == name for element in index.elements):
                yield Dependent(Thing("index", key, index.name))


def _of_operator_family(context: Context, label: str) -> Iterator[Dependent]:
    name = bare_name(label.partition(" using ")[0])
    yield from others(
        context,
        "operator class",
        lambda each, text: each == label or (None, name) in mentioned(text.partition(" as ")[0]),
    )


def _of_parser(context: Context, label: str) -> Iterator[Dependent]:
    name = bare_name(label)
    yield from others(context, "text search configuration", lambda _, text: (None, name) in mentioned(text))


def _of_dictionary(context: Context, label: str) -> Iterator[Dependent]:
    name = bare_name(label)
    yield from others(context, "text search configuration", lambda _, text: (None, name) in mentioned(text))


def _of_template(context: Context, label: str) -> Iterator[Dependent]:
    name = bare_name(label)
    yield from others(context, "text search dictionary", lambda _, text: (None, name) in mentioned(text))


def _of_collation(context: Context, label: str) -> Iterator[Dependent]:
    for key, table in context.state.tables.items():
        for column in table.columns.values():
            if column.collation == label:
                yield Dependent(Thing("column", key, column.name))
        for index in table.indexes.values():
            if any(element.collation and element.collation.name == bare_name(label) for element in index.elements):
                yield Dependent(Thing("index", key, index.name))


_OTHER_DEPENDENTS: dict[str, Callable[[Context, str], Iterator[Dependent]]] = {
    "foreign server": _of_server,
    "foreign-data wrapper": _of_wrapper,
    "access method": _of_access_method,
    "language": of_language,
    "operator class": _of_operator_class,
    "operator family": _of_operator_family,
    "text search parser": _of_parser,
    "text search dictionary": _of_dictionary,
    "text search template": _of_template,
    "collation": _of_collation,
}
