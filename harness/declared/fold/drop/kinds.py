"""What depends on a type, a function, a schema, an extension."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harness.declared.block.errors import Unknowable
from harness.declared.expressions import called, types_in
from harness.declared.fold.context import EXTENSION_TYPES, Context
from harness.declared.fold.drop.others import of_language
from harness.declared.fold.drop.things import Dependent, Thing, by_body, expressions, mentions, others
from harness.declared.objects import CompositeState, DomainState, FunctionState, OtherTypeState, TableState, qualified
from harness.schema import Name


def of_type(context: Context, thing: Thing) -> Iterator[Dependent]:
    found = context.state.types.get(thing.name)
    names = {thing.name}
    if isinstance(found, OtherTypeState) and found.multirange:
        names.add(found.multirange)
    for key, table in context.state.tables.items():
        yield from _of_type_in(context, thing.name, names, key, table)
    for name, kind in context.state.types.items():
        if isinstance(kind, DomainState) and kind.base.of in names:
            yield Dependent(Thing("type", name))
        elif isinstance(kind, CompositeState) and any(each.of in names for _, each in kind.attributes):
            yield Dependent(Thing("attribute", name, thing.name.name))
    printed = qualified(thing.name)
    yield from others(context, "cast", lambda name, _: printed in name)
    yield from others(context, "transform", lambda name, _: f"for {printed} " in name)
    for (name, arguments), function in context.state.functions.items():
        if any(each is not None and each.of in names for each in (*function.types, function.result)) or _returns(
            function, thing.name
        ):
            yield Dependent(Thing("function", name, arguments))


def _of_type_in(context: Context, name: Name, names: set[Name], key: Name, table: TableState) -> Iterator[Dependent]:
    """Yield what a table or view has that is of a type; `names` are the type's own and that of its multirange."""

    def casts(text: str | None) -> bool:
        return text is not None and name.name in types_in(text) and mentions(context, text, name)

    for column in table.columns.values():
        if column.type.of in names and key != name:
            yield Dependent(Thing("column", key, column.name))
    if table.of_type == name:
        yield Dependent(Thing("table", key))
    if not table.is_view:
        yield from expressions(key, table, casts)
    elif mentions(context, table.query, name) and name not in table.reads:
        yield Dependent(Thing("table", key))


def _returns(function: FunctionState, name: Name) -> bool:
    said = function.said
    if said is None:
        return False
    return any(
        argument.type.name.name == name.name and not argument.type.own and argument.mode in {"out", "table", "inout"}
        for argument in said.arguments
    )


def of_function(context: Context, thing: Thing) -> Iterator[Dependent]:
    def calls(text: str | None) -> bool:
        return text is not None and thing.name.name in called(text) and mentions(context, text, thing.name)

    for type_name, domain in context.state.types.items():
        checks = domain.checks if isinstance(domain, DomainState) else {}
        yield from (Dependent(Thing("domain constraint", type_name, key)) for key in checks if calls(checks[key][0]))
    for key, table in context.state.tables.items():
        fired = [label for label, trigger in table.triggers.items() if trigger.function == thing.name]
        yield from (Dependent(Thing("trigger", key, label)) for label in fired)
        yield from expressions(key, table, calls)
        if table.is_view and calls(table.query):
            yield Dependent(Thing("table", key))
    for kind in _CALLING:
        yield from others(context, kind, lambda _, text: mentions(context, text, thing.name))
    for (name, arguments), function in context.state.functions.items():
        if function.said is None and calls(function.definition):
            yield Dependent(Thing("function", name, arguments))
    yield from by_body(context, {thing.name})


_CALLING = ("event trigger", "operator", "cast", "operator class", "transform")  # kinds that are made of functions


def of_schema(context: Context, thing: Thing) -> Iterator[Dependent]:
    state, namespace = context.state, thing.name.name
    kinds: tuple[tuple[str, Iterable[Name]], ...] = (
        ("table", state.tables),
        ("sequence", state.sequences),
        ("type", state.types),
    )
    for kind, names in kinds:
        yield from (Dependent(Thing(kind, name)) for name in names if name.namespace == namespace)
    for function, arguments in state.functions:
        if function.namespace == namespace:
            yield Dependent(Thing("function", function, arguments))
    for (kind, label), other in state.others.items():
        if other.namespace == namespace and not (kind == "schema" and label == namespace):
            yield Dependent(Thing("other", Name(kind, label)))
    for extension in state.extensions.values():
        if extension.namespace == namespace:
            yield Dependent(Thing("extension", Name("", extension.name)))


def of_extension(context: Context, thing: Thing) -> Iterator[Dependent]:
    for (kind, name, part), extensions in context.state.depends.items():
        if thing.name.name in extensions:
            yield Dependent(Thing(kind, name, part), auto=True)
    if thing.name.name == "plpgsql":
        yield from of_language(context, "plpgsql")
    namespace = context.state.extensions[thing.name.name].namespace
    classes = _OPERATOR_CLASSES.get(thing.name.name, frozenset())
    for key, table in context.state.tables.items():
        for index in table.indexes.values():
            named = {(element.operator_class or "").rpartition(".")[2] for element in index.elements}
            if named & classes:
                yield Dependent(Thing("index", key, index.name))
            elif thing.name.name == f"btree_{index.method}":
                raise Unknowable(f"whether {index.name} leans on {thing.name.name} depends on its columns' types", 0)
    for kind in EXTENSION_TYPES.get(thing.name.name, ()):
        yield from of_type(context, Thing("type", Name(namespace, kind)))


_OPERATOR_CLASSES = {
    "pg_trgm": frozenset({"gin_trgm_ops", "gist_trgm_ops"}),
    "intarray": frozenset({"gin__int_ops", "gist__int_ops", "gist__intbig_ops"}),
    "hstore": frozenset({"gin_hstore_ops", "gist_hstore_ops", "btree_hstore_ops", "hash_hstore_ops"}),
    "ltree": frozenset({"gist_ltree_ops", "gist__ltree_ops", "ltree_ops", "hash_ltree_ops"}),
    "vector": frozenset({"vector_l2_ops", "vector_ip_ops", "vector_cosine_ops", "vector_l1_ops", "halfvec_l2_ops"}),
}
