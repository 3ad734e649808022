"""DROP: what goes along without a word, what only CASCADE takes, and what else is left changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from harness.declared.block.errors import SqlError, Unknowable
from harness.declared.expressions import called, columns_in, mentioned, strings_in, types_in
from harness.declared.fold.context import Context
from harness.declared.fold.rename import readdress, texts_of, uses_sequence, view_uses
from harness.declared.nodes import DependsOn
from harness.declared.state import (
    Address,
    CompositeState,
    ConstraintState,
    DomainState,
    FunctionState,
    OtherTypeState,
    TableState,
    Typed,
    qualified,
)
from harness.schema import Name


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be dropped: its kind, its name, and what it is within that."""

    kind: str
    name: Name
    part: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.name}{'.' + self.part if self.part else ''}"


@dataclass(frozen=True, slots=True)
class Dependent:
    """What depends on a thing; `auto`: it goes along even without CASCADE."""

    thing: Thing
    auto: bool = False


def drop(context: Context, things: list[Thing], *, cascade: bool) -> None:
    """Drop things and what depends on them; raise where that needs CASCADE."""
    doomed = dict.fromkeys(things)
    needs: list[tuple[Thing, Thing]] = []
    queue = list(things)
    while queue:
        thing = queue.pop(0)
        if thing.kind == "other" and not cascade:
            continue  # without CASCADE it goes only where nothing depends on it
        for dependent in _DEPENDENTS.get(thing.kind, _none)(context, thing):
            if dependent.thing in doomed:
                continue
            if dependent.auto:
                doomed[dependent.thing] = None
                queue.append(dependent.thing)
            elif cascade:
                doomed[dependent.thing] = None
                queue.append(dependent.thing)
            else:
                needs.append((dependent.thing, thing))
    left = [(one, other) for one, other in needs if one not in doomed and not _within(one, doomed)]
    if left:
        raise SqlError("dependent_objects_still_exist", f"{left[0][0]} depends on {left[0][1]}")
    for thing in reversed(doomed):
        _REMOVERS[thing.kind](context, thing)


def depend(context: Context, key: tuple[str, Name, str], said: DependsOn) -> None:
    """Note that something goes with an extension, or no longer."""
    known = context.state.depends.get(key, frozenset())
    context.state.depends[key] = known - {said.extension} if said.no else known | {said.extension}


def _within(thing: Thing, doomed: dict[Thing, None]) -> bool:
    """Say whether what holds a thing goes anyway."""
    if thing.kind == "default" and Thing("column", thing.name, thing.part) in doomed:
        return True
    return any(Thing(kind, thing.name) in doomed for kind in ("table", "view"))


def _none(_: Context, __: Thing) -> Iterator[Dependent]:
    return iter(())


# --- What depends on what --------------------------------------------------------------------------------------------


def _of_table(context: Context, thing: Thing) -> Iterator[Dependent]:
    state = context.state
    for key, table in state.tables.items():
        if key == thing.name:
            continue
        if thing.name in table.reads:
            yield Dependent(Thing("table", key))
        if thing.name in table.parents:
            yield Dependent(Thing("table", key), auto=table.bound is not None)
        for constraint in table.constraints.values():
            if constraint.references == thing.name:
                yield Dependent(Thing("constraint", key, constraint.name))
        for policy in table.policies.values():
            texts = [each.text for each in (policy.said.using, policy.said.check) if each]
            if any(_mentions(context, text, thing.name) for text in texts):
                yield Dependent(Thing("policy", key, policy.said.name))
        for name, rule in table.rules.items():
            if _mentions(context, rule.definition, thing.name):
                yield Dependent(Thing("rule", key, name))
    for name, sequence in state.sequences.items():
        if sequence.owned_by and sequence.owned_by[0] == thing.name:
            yield Dependent(Thing("sequence", name), auto=True)
    for (kind, label), other in state.others.items():
        if other.table == thing.name:
            yield Dependent(Thing("other", Name(kind, label)), auto=True)
    yield from _of_type(context, Thing("type", thing.name))
    yield from _by_body(context, {thing.name})


def _mentions(context: Context, text: str, name: Name) -> bool:
    for schema, found in mentioned(text):
        if found == name.name and (schema == name.namespace or (schema is None and name.namespace in context.path)):
            return True
    return False


def _by_body(context: Context, names: set[Name]) -> Iterator[Dependent]:
    """Yield functions with an SQL-standard body, which PostgreSQL keeps parsed."""
    for (name, arguments), function in context.state.functions.items():
        said = function.said
        if said and said.code is None and any(_mentions(context, said.body.text, each) for each in names):
            yield Dependent(Thing("function", name, arguments))


def _of_column(context: Context, thing: Thing) -> Iterator[Dependent]:
    state = context.state
    table = state.tables[thing.name]
    columns = tuple(table.columns)
    for constraint in table.constraints.values():
        if (
            thing.part in constraint.said.columns
            or thing.part in constraint.reads
            or thing.part in constraint.said.include
        ):
            yield Dependent(Thing("constraint", thing.name, constraint.name), auto=True)
    for index in table.indexes.values():
        if thing.part in index.reads(columns):
            kind = "constraint" if index.constraint else "index"
            yield Dependent(Thing(kind, thing.name, index.constraint or index.name), auto=True)
    for column in table.columns.values():
        if column.generated and thing.part in columns_in(column.generated[0], columns):
            yield Dependent(Thing("column", thing.name, column.name))
    for trigger in table.triggers.values():
        when = trigger.said.when
        if thing.part in trigger.said.columns or (when and any(name == thing.part for _, name in mentioned(when.text))):
            yield Dependent(Thing("trigger", thing.name, trigger.said.name))
    for policy in table.policies.values():
        texts = [each.text for each in (policy.said.using, policy.said.check) if each]
        if any(thing.part in columns_in(text, columns) for text in texts):
            yield Dependent(Thing("policy", thing.name, policy.said.name))
    for key, other in state.tables.items():
        for constraint in other.constraints.values():
            if constraint.references == thing.name and thing.part in constraint.said.referenced:
                yield Dependent(Thing("constraint", key, constraint.name))
        if thing.name in other.reads and (thing.name, thing.part) in view_uses(context, other):
            yield Dependent(Thing("table", key))
        for name, rule in other.rules.items():
            if _mentions(context, rule.definition, thing.name) and (None, thing.part) in _bare(rule.definition):
                yield Dependent(Thing("rule", key, name))
    for (function, arguments), state_ in state.functions.items():
        said = state_.said
        if said and said.code is None and _mentions(context, said.body.text, thing.name):
            if (None, thing.part) in _bare(said.body.text):
                yield Dependent(Thing("function", function, arguments))
    for name, sequence in state.sequences.items():
        if sequence.owned_by == (thing.name, thing.part):
            yield Dependent(Thing("sequence", name), auto=True)
    for (kind, label), statistics in state.others.items():
        if statistics.table == thing.name and columns_in(statistics.definition, (thing.part,)):
            yield Dependent(Thing("other", Name(kind, label)), auto=kind == "statistics")


def _bare(text: str) -> set[tuple[None, str]]:
    return {(None, name) for _, name in mentioned(text)}


def _of_constraint(context: Context, thing: Thing) -> Iterator[Dependent]:
    constraint = context.state.tables[thing.name].constraints.get(thing.part)
    if constraint is not None and constraint.said.kind == "foreign key":
        yield from _foreign_clones(context, thing.name, constraint)
    if constraint is None or constraint.index is None:
        return
    if constraint.said.kind == "primary key":
        for key, view in context.state.tables.items():
            if thing.name in view.reads and _groups_by(view.query, constraint.said.columns):
                yield Dependent(Thing("table", key))
    for key, table in context.state.tables.items():
        for other in table.constraints.values():
            if other.references == thing.name and _served(context, thing.name, other, constraint):
                yield Dependent(Thing("constraint", key, other.name))
    if context.state.tables[thing.name].kind == "partitioned table":
        yield from _clones(context, Name(thing.name.namespace, constraint.index))


def _foreign_clones(context: Context, parent: Name, key: ConstraintState) -> Iterator[Dependent]:
    """Yield what partitions have of a foreign key of their parent."""
    for child in context.state.children(parent):
        for each in context.state.tables[child].constraints.values():
            same = (each.said.columns, each.references) == (key.said.columns, key.references)
            if each.said.kind == "foreign key" and each.parents and same:
                yield Dependent(Thing("constraint", child, each.name), auto=True)


def _groups_by(query: str, columns: tuple[str, ...]) -> bool:
    """Say whether a query groups by a key and goes on to read what depends on it."""
    before, _, after = query.lower().partition("group by")
    grouped = {name for _, name in mentioned(after)}
    read = {name for _, name in mentioned(before)}
    return bool(after) and set(columns) <= grouped and not read <= grouped


def _served(context: Context, name: Name, foreign: ConstraintState, key: ConstraintState) -> bool:
    """Say whether a foreign key leans on this very key: the one that PostgreSQL found first for its columns."""
    wanted = set(foreign.said.referenced)
    for each in context.state.tables[name].constraints.values():
        if each.index and set(each.said.columns) == wanted:
            return each is key
    return False


def _clones(context: Context, index: Name) -> Iterator[Dependent]:
    for key, table in context.state.tables.items():
        for each in table.indexes.values():
            if each.parent == index:
                kind = "constraint" if each.constraint else "index"
                yield Dependent(Thing(kind, key, each.constraint or each.name), auto=True)


def _of_index(context: Context, thing: Thing) -> Iterator[Dependent]:
    index = context.state.tables[thing.name].indexes.get(thing.part)
    if index is None:
        return
    yield from _clones(context, Name(thing.name.namespace, thing.part))
    for key, table in context.state.tables.items():
        for other in table.constraints.values():
            columns = {element.column for element in index.elements}
            if (
                index.unique
                and other.references == thing.name
                and set(other.said.referenced) == columns
                and not any(
                    each.index and set(each.said.columns) == columns
                    for each in context.state.tables[thing.name].constraints.values()
                )
            ):
                yield Dependent(Thing("constraint", key, other.name))


def _of_sequence(context: Context, thing: Thing) -> Iterator[Dependent]:
    for key, table in context.state.tables.items():
        for column in table.columns.values():
            if column.default and uses_sequence(context, column.default, thing.name):
                yield Dependent(Thing("default", key, column.name))
        if table.is_view and uses_sequence(context, table.query, thing.name):
            yield Dependent(Thing("table", key))


def _of_type(context: Context, thing: Thing) -> Iterator[Dependent]:
    found = context.state.types.get(thing.name)
    names = {thing.name}
    if isinstance(found, OtherTypeState) and found.multirange:
        names.add(found.multirange)

    def uses(kind: Typed | None) -> bool:
        return kind is not None and kind.of in names

    def casts(text: str | None) -> bool:
        return text is not None and thing.name.name in types_in(text) and _mentions(context, text, thing.name)

    for key, table in context.state.tables.items():
        for column in table.columns.values():
            if uses(column.type) and key != thing.name:
                yield Dependent(Thing("column", key, column.name))
        if table.of_type == thing.name:
            yield Dependent(Thing("table", key))
        if not table.is_view:
            yield from _expressions(key, table, casts)
        if table.is_view and _mentions(context, table.query, thing.name) and thing.name not in table.reads:
            yield Dependent(Thing("table", key))
    for name, kind in context.state.types.items():
        if isinstance(kind, DomainState) and uses(kind.base):
            yield Dependent(Thing("type", name))
        elif isinstance(kind, CompositeState) and any(uses(each) for _, each in kind.attributes):
            yield Dependent(Thing("attribute", name, thing.name.name))
    printed = qualified(thing.name)
    yield from _others(context, "cast", lambda name, _: printed in name)
    yield from _others(context, "transform", lambda name, _: f"for {printed} " in name)
    for (name, arguments), function in context.state.functions.items():
        if (
            any(uses(each) for each in function.types)
            or uses(function.result)
            or _returns(context, function, thing.name)
        ):
            yield Dependent(Thing("function", name, arguments))


def _returns(context: Context, function: FunctionState, name: Name) -> bool:
    said = function.said
    if said is None:
        return False
    return any(
        argument.type.name.name == name.name and not argument.type.own and argument.mode in {"out", "table", "inout"}
        for argument in said.arguments
    )


def _of_function(context: Context, thing: Thing) -> Iterator[Dependent]:
    state = context.state

    def calls(text: str | None) -> bool:
        return text is not None and thing.name.name in called(text) and _mentions(context, text, thing.name)

    for type_name, kind_ in state.types.items():
        if isinstance(kind_, DomainState):
            for check, (text, _) in kind_.checks.items():
                if calls(text):
                    yield Dependent(Thing("domain constraint", type_name, check))
    for key, table in state.tables.items():
        for name, trigger in table.triggers.items():
            if trigger.function == thing.name:
                yield Dependent(Thing("trigger", key, name))
        yield from _expressions(key, table, calls)
        if table.is_view and calls(table.query):
            yield Dependent(Thing("table", key))
    for (kind, label), other in state.others.items():
        if kind in {"event trigger", "operator", "cast", "operator class", "transform"} and _mentions(
            context, other.definition, thing.name
        ):
            yield Dependent(Thing("other", Name(kind, label)))
    for (name, arguments), function in state.functions.items():
        if function.said is None and calls(function.definition):
            yield Dependent(Thing("function", name, arguments))
    yield from _by_body(context, {thing.name})


def _expressions(key: Name, table: TableState, reads: Callable[[str | None], bool]) -> Iterator[Dependent]:
    """Yield what of a table holds an expression that reads something."""
    for column in table.columns.values():
        if reads(column.default):
            yield Dependent(Thing("default", key, column.name))
        if column.generated and reads(column.generated[0]):
            yield Dependent(Thing("column", key, column.name))
    for constraint in table.constraints.values():
        if reads(constraint.said.expression.text if constraint.said.expression else None):
            yield Dependent(Thing("constraint", key, constraint.name))
    for index in table.indexes.values():
        texts = [each.expression.text for each in index.elements if each.expression]
        if any(reads(text) for text in [*texts, index.where]):
            yield Dependent(Thing("index", key, index.name))
    for policy in table.policies.values():
        if any(reads(each.text) for each in (policy.said.using, policy.said.check) if each):
            yield Dependent(Thing("policy", key, policy.said.name))


def _of_schema(context: Context, thing: Thing) -> Iterator[Dependent]:
    state, namespace = context.state, thing.name.name
    for name in state.tables:
        if name.namespace == namespace:
            yield Dependent(Thing("table", name))
    for name in state.sequences:
        if name.namespace == namespace:
            yield Dependent(Thing("sequence", name))
    for name in state.types:
        if name.namespace == namespace:
            yield Dependent(Thing("type", name))
    for name, arguments in state.functions:
        if name.namespace == namespace:
            yield Dependent(Thing("function", name, arguments))
    for (kind, label), other in state.others.items():
        if other.namespace == namespace and not (kind == "schema" and label == namespace):
            yield Dependent(Thing("other", Name(kind, label)))
    for extension in state.extensions.values():
        if extension.namespace == namespace:
            yield Dependent(Thing("extension", Name("", extension.name)))


def _of_extension(context: Context, thing: Thing) -> Iterator[Dependent]:
    from harness.declared.fold.context import _EXTENSION_TYPES  # noqa: PLC0415

    for (kind, name, part), extensions in context.state.depends.items():
        if thing.name.name in extensions:
            yield Dependent(Thing(kind, name, part), auto=True)
    if thing.name.name == "plpgsql":
        yield from _of_language(context, "plpgsql")
    namespace = context.state.extensions[thing.name.name].namespace
    classes = _OPERATOR_CLASSES.get(thing.name.name, frozenset())
    for key, table in context.state.tables.items():
        for index in table.indexes.values():
            named = {(element.operator_class or "").rpartition(".")[2] for element in index.elements}
            if named & classes:
                yield Dependent(Thing("index", key, index.name))
            elif thing.name.name == f"btree_{index.method}":
                raise Unknowable(f"whether {index.name} leans on {thing.name.name} depends on its columns' types", 0)
    for kind in _EXTENSION_TYPES.get(thing.name.name, ()):
        yield from _of_type(context, Thing("type", Name(namespace, kind)))


_OPERATOR_CLASSES = {
    "pg_trgm": frozenset({"gin_trgm_ops", "gist_trgm_ops"}),
    "intarray": frozenset({"gin__int_ops", "gist__int_ops", "gist__intbig_ops"}),
    "hstore": frozenset({"gin_hstore_ops", "gist_hstore_ops", "btree_hstore_ops", "hash_hstore_ops"}),
    "ltree": frozenset({"gist_ltree_ops", "gist__ltree_ops", "ltree_ops", "hash_ltree_ops"}),
    "vector": frozenset({"vector_l2_ops", "vector_ip_ops", "vector_cosine_ops", "vector_l1_ops", "halfvec_l2_ops"}),
}


def _of_other(context: Context, thing: Thing) -> Iterator[Dependent]:
    kind, label = thing.name.namespace, thing.name.name
    if kind in {"operator", "cast"} or (kind in _IN_LITERALS and _is_said(context, _bare_name(label))):
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


def _others(context: Context, kind: str, fits: Callable[[str, str], bool]) -> Iterator[Dependent]:
    """Yield the objects of a kind whose name and definition fit."""
    for (each, name), other in context.state.others.items():
        if each == kind and fits(name, other.definition):
            yield Dependent(Thing("other", Name(each, name)))


def _of_server(context: Context, label: str) -> Iterator[Dependent]:
    for key, table in context.state.tables.items():
        if table.server == label:
            yield Dependent(Thing("table", key))
    yield from _others(context, "user mapping", lambda name, _: name.endswith(f" server {label}"))


def _of_wrapper(context: Context, label: str) -> Iterator[Dependent]:
    yield from _others(context, "foreign server", lambda _, text: (None, label) in mentioned(text))


def _of_access_method(context: Context, label: str) -> Iterator[Dependent]:
    for key, table in context.state.tables.items():
        if table.access_method == label:
            yield Dependent(Thing("table", key))
        for index in table.indexes.values():
            if index.method == label:
                yield Dependent(Thing("index", key, index.name))


def _of_language(context: Context, label: str) -> Iterator[Dependent]:
    for (name, arguments), function in context.state.functions.items():
        if function.said and function.said.language == label:
            yield Dependent(Thing("function", name, arguments))
    yield from _others(context, "transform", lambda name, _: name.endswith(f" language {label}"))


def _of_operator_class(context: Context, label: str) -> Iterator[Dependent]:
    name = _bare_name(label.partition(" using ")[0])
    for key, table in context.state.tables.items():
        for index in table.indexes.values():
            if any(_bare_name(element.operator_class or "") == name for element in index.elements):
                yield Dependent(Thing("index", key, index.name))


def _of_operator_family(context: Context, label: str) -> Iterator[Dependent]:
    name = _bare_name(label.partition(" using ")[0])
    yield from _others(
        context, "operator class", lambda each, text: each == label or (None, name) in mentioned(text.partition(" as ")[0])
    )


def _of_parser(context: Context, label: str) -> Iterator[Dependent]:
    name = _bare_name(label)
    yield from _others(context, "text search configuration", lambda _, text: (None, name) in mentioned(text))


def _of_dictionary(context: Context, label: str) -> Iterator[Dependent]:
    name = _bare_name(label)
    yield from _others(context, "text search configuration", lambda _, text: (None, name) in mentioned(text))


def _of_template(context: Context, label: str) -> Iterator[Dependent]:
    name = _bare_name(label)
    yield from _others(context, "text search dictionary", lambda _, text: (None, name) in mentioned(text))


def _of_collation(context: Context, label: str) -> Iterator[Dependent]:
    for key, table in context.state.tables.items():
        for column in table.columns.values():
            if column.collation == label:
                yield Dependent(Thing("column", key, column.name))
        for index in table.indexes.values():
            if any(element.collation and element.collation.name == _bare_name(label) for element in index.elements):
                yield Dependent(Thing("index", key, index.name))


_OTHER_DEPENDENTS: dict[str, Callable[[Context, str], Iterator[Dependent]]] = {
    "foreign server": _of_server,
    "foreign-data wrapper": _of_wrapper,
    "access method": _of_access_method,
    "language": _of_language,
    "operator class": _of_operator_class,
    "operator family": _of_operator_family,
    "text search parser": _of_parser,
    "text search dictionary": _of_dictionary,
    "text search template": _of_template,
    "collation": _of_collation,
}


def _bare_name(label: str) -> str:
    return label.rpartition(".")[2].strip('"')


_DEPENDENTS: dict[str, Callable[[Context, Thing], Iterator[Dependent]]] = {
    "table": _of_table,
    "column": _of_column,
    "constraint": _of_constraint,
    "index": _of_index,
    "sequence": _of_sequence,
    "type": _of_type,
    "function": _of_function,
    "schema": _of_schema,
    "extension": _of_extension,
    "other": _of_other,
}


# --- Taking away -----------------------------------------------------------------------------------------------------


def _forget(context: Context, gone: Callable[[Address], bool]) -> None:
    readdress(context, lambda address: None if gone(address) else address)


_OF_RELATION = {
    "table",
    "view",
    "materialized view",
    "foreign table",
    "column",
    "constraint",
    "trigger",
    "policy",
    "rule",
}


def _remove_table(context: Context, thing: Thing) -> None:
    table = context.state.tables.pop(thing.name, None)
    if table is None:
        return
    context.state.edited.add(thing.name)
    names = set(table.indexes)
    for index in names:
        context.state.indexes.pop(Name(thing.name.namespace, index), None)
    _forget(
        context,
        lambda address: (
            (address[0] in _OF_RELATION and address[1] == thing.name)
            or (address[0] == "index" and address[1].namespace == thing.name.namespace and address[1].name in names)
        ),
    )


def _remove_column(context: Context, thing: Thing) -> None:
    if thing.name in context.state.tables:
        context.state.edit(thing.name).columns.pop(thing.part, None)
        _forget(context, lambda address: address == ("column", thing.name, thing.part))


def _remove_constraint(context: Context, thing: Thing) -> None:
    if thing.name not in context.state.tables:
        return
    table = context.state.edit(thing.name)
    constraint = table.constraints.pop(thing.part, None)
    _forget(context, lambda address: address == ("constraint", thing.name, thing.part))
    if constraint and constraint.index:
        _remove_index(context, Thing("index", thing.name, constraint.index))


def _remove_index(context: Context, thing: Thing) -> None:
    if thing.name not in context.state.tables:
        return
    index = Name(thing.name.namespace, thing.part)
    context.state.edit(thing.name).indexes.pop(thing.part, None)
    context.state.indexes.pop(index, None)
    _forget(context, lambda address: address == ("index", index, None))


def _remove_part(field: str) -> Callable[[Context, Thing], None]:
    def remove(context: Context, thing: Thing) -> None:
        if thing.name in context.state.tables:
            getattr(context.state.edit(thing.name), field).pop(thing.part, None)
            _forget(context, lambda address: address == (thing.kind, thing.name, thing.part))

    return remove


def _remove_trigger(context: Context, thing: Thing) -> None:
    _remove_part("triggers")(context, thing)
    if thing.name in context.state.tables:
        for child in context.state.children(thing.name):
            if context.state.tables[child].bound is not None:
                _remove_trigger(context, Thing("trigger", child, thing.part))


def _remove_default(context: Context, thing: Thing) -> None:
    if thing.name in context.state.tables:
        table = context.state.edit(thing.name)
        if thing.part in table.columns:
            table.columns[thing.part] = replace(table.columns[thing.part], default=None)


def _remove_sequence(context: Context, thing: Thing) -> None:
    context.state.sequences.pop(thing.name, None)
    _forget(context, lambda address: address[:2] == ("sequence", thing.name))


def _remove_type(context: Context, thing: Thing) -> None:
    context.state.types.pop(thing.name, None)
    _forget(context, lambda address: address[0] in {"type", "domain", "domain constraint"} and address[1] == thing.name)


def _remove_attribute(context: Context, thing: Thing) -> None:
    found = context.state.types.get(thing.name)
    if isinstance(found, CompositeState):
        kept = tuple(item for item in found.attributes if item[1].of is None or item[1].of.name != thing.part)
        context.state.types[thing.name] = replace(found, attributes=kept)


def _remove_domain_constraint(context: Context, thing: Thing) -> None:
    found = context.state.types.get(thing.name)
    if isinstance(found, DomainState):
        kept = {name: check for name, check in found.checks.items() if name != thing.part}
        context.state.types[thing.name] = replace(found, checks=kept)
        _forget(context, lambda address: address == ("domain constraint", thing.name, thing.part))


def _remove_function(context: Context, thing: Thing) -> None:
    context.state.functions.pop((thing.name, thing.part), None)
    _forget(context, lambda address: address == ("function", thing.name, thing.part))


def _remove_schema(context: Context, thing: Thing) -> None:
    context.state.namespaces.pop(thing.name.name, None)
    context.state.others.pop(("schema", thing.name.name), None)
    namespace = thing.name.name
    for key in [
        key for key in context.state.others if key[0] == "default privileges" and f"in schema {namespace} " in key[1]
    ]:
        del context.state.others[key]
    _forget(context, lambda address: address[:2] == ("schema", thing.name))


def _remove_extension(context: Context, thing: Thing) -> None:
    context.state.extensions.pop(thing.name.name, None)
    _forget(context, lambda address: address[:2] == ("extension", thing.name))


def _remove_other(context: Context, thing: Thing) -> None:
    context.state.others.pop((thing.name.namespace, thing.name.name), None)
    _forget(context, lambda address: address[0] == thing.name.namespace and address[1] == Name("", thing.name.name))


_REMOVERS: dict[str, Callable[[Context, Thing], None]] = {
    "table": _remove_table,
    "column": _remove_column,
    "constraint": _remove_constraint,
    "index": _remove_index,
    "trigger": _remove_trigger,
    "policy": _remove_part("policies"),
    "rule": _remove_part("rules"),
    "default": _remove_default,
    "sequence": _remove_sequence,
    "type": _remove_type,
    "attribute": _remove_attribute,
    "domain constraint": _remove_domain_constraint,
    "function": _remove_function,
    "schema": _remove_schema,
    "extension": _remove_extension,
    "other": _remove_other,
}
