"""Objects that the schema keeps as a name and a definition: operators, servers, schemas, extensions and the rest."""

from __future__ import annotations

from harness.declared import names
from harness.declared.block.errors import SqlError
from harness.declared.expressions import index_name_part
from harness.declared.fold.context import DEFAULT_PATH, Context
from harness.declared.fold.rename import readdress
from harness.declared.fold.reword import retype
from harness.declared.fold.schemas import rename_schema
from harness.declared.nodes import (
    AlterExtension,
    AlterOther,
    CreateExtension,
    CreateOther,
    CreateSchema,
    Fires,
    Nothing,
    OwnerTo,
    Rename,
    SetFact,
    SetSchema,
    SetVariable,
)
from harness.declared.objects import ExtensionState, OtherState, OtherTypeState, Place, qualified
from harness.declared.record import replace
from harness.declared.tokens import Cursor, Named, Unreadable
from harness.declared.types import read_type
from harness.schema import Name, quoted

# Kinds whose names belong to no schema.
_GLOBAL = {
    "schema",
    "event trigger",
    "foreign-data wrapper",
    "foreign server",
    "user mapping",
    "publication",
    "subscription",
    "language",
    "cast",
    "transform",
    "access method",
}
# Kinds that end where the catalog's own rows do; whatever they say, a server prints it.
_READ_AS = {"server": "foreign server", "foreign data wrapper": "foreign-data wrapper"}


_OWNERLESS = {
    "cast",
    "transform",
    "access method",
    "user mapping",
    "text search parser",
    "text search template",
}


def other_name(context: Context, kind: str, name: Named, detail: str) -> tuple[str, str]:
    """Return the key that the catalog reader gives an object; the object need not exist."""
    kind = _READ_AS.get(kind, kind)
    if kind == "cast":
        return kind, f"({_printed(context, name.name)} as {_printed(context, detail)})"
    if kind == "transform":
        return kind, f"for {_printed(context, name.name)} language {quoted(detail)}"
    if kind == "user mapping":
        user = (
            name.name
            if name.name == "public"
            else quoted(context.role(name.name if name.name != "user" else "current_user"))
        )
        return kind, f"for {user} server {quoted(detail)}"
    if kind in _GLOBAL:
        return kind, quoted(name.name)
    found = _in_schema(context, kind, name, detail)
    return kind, found


def _printed(context: Context, text: str) -> str:
    try:
        return context.typed(read_type(Cursor(text))).key
    except (Unreadable, SqlError):
        return text


def _in_schema(context: Context, kind: str, name: Named, detail: str) -> str:
    labels = [_label(context, kind, candidate, detail) for candidate in context.candidates(name)]
    for label in labels:
        if (kind, label) in context.state.others:
            return label
    return labels[0] if labels else name.name


def _label(context: Context, kind: str, name: Name, detail: str) -> str:
    """Return a name as the catalog reader prints it, `public` left out as it does."""
    if kind == "operator":
        sides = ", ".join("none" if side == "none" else _printed(context, side) for side in detail.split(", "))
        own = f"{quoted(name.namespace)}.{name.name}({sides})"
    elif kind in {"operator class", "operator family"}:
        own = f"{qualified(name)} using {quoted(detail)}"
    else:
        own = qualified(name)
    return own.removeprefix("public.")


def create_other(context: Context, said: CreateOther, source: str) -> None:
    """Make an object that is kept as the text that made it."""
    if said.kind == "type":
        _create_type(context, said, source)
        return
    name = said.name
    table = context.table(said.table) if said.table else None
    if said.kind == "statistics" and not name.name:
        assert table is not None
        name = _statistics_name(context, table, source)
    home = None
    kind = _READ_AS.get(said.kind, said.kind)
    if kind in _GLOBAL:
        key = other_name(context, said.kind, name, said.detail)
    else:
        home = context.home(name)
        key = kind, _label(context, kind, home, said.detail)
    if key == ("language", "plpgsql") and said.or_replace and "plpgsql" in context.state.extensions:
        return  # it is the extension's, and stays so
    if key in context.state.others and not said.or_replace:
        if said.if_not_exists:
            return
        raise SqlError("duplicate_object", f"{key[0]} {key[1]} already exists")
    owner = None if kind in _OWNERLESS else context.owner
    context.state.others[key] = OtherState(
        *key,
        context.at(said.offset),
        owner=owner,
        definition=source,
        table=table,
        namespace=home.namespace if home else None,
    )
    if kind == "operator class":
        family = ("operator family", key[1])
        if " family " not in f" {source.lower()} " and family not in context.state.others:
            context.state.others[family] = replace(context.state.others[key], kind=family[0], name=family[1])


def _create_type(context: Context, said: CreateOther, source: str) -> None:
    name = context.home(said.name)
    known = context.state.types.get(name)
    shell = isinstance(known, OtherTypeState) and "(" not in known.definition
    if known is not None and not shell:
        raise SqlError("duplicate_object", f'type "{name.name}" already exists')
    multirange = _multirange(name, source) if " range" in source.lower() else None
    context.state.types[name] = OtherTypeState(name, context.owner, context.at(said.offset), source, multirange)


def _multirange(name: Name, source: str) -> Name:
    """Return the name of the multirange type that comes with a range type."""
    cursor = Cursor(source)
    while not cursor.done:
        if cursor.take("multirange_type_name", "="):
            named = cursor.qualified()
            return Name(named.schema or name.namespace, named.name)
        cursor.skip()
    if "range" in name.name:
        return Name(name.namespace, name.name.replace("range", "multirange", 1))
    return Name(name.namespace, names.object_name(name.name, None, "multirange"))


def _statistics_name(context: Context, table: Name, source: str) -> Named:
    """Return the name that PostgreSQL gives to extended statistics without one."""
    cursor = Cursor(source)
    while not cursor.take("on"):
        cursor.skip()

    def part() -> str:
        expression = cursor.expression(frozenset({"from"})).text
        return index_name_part(expression) if not expression.startswith("(") else "expr"

    parts = cursor.commas(part)
    name = names.chosen(
        table.name,
        names.joined(parts),
        "stat",
        lambda name: (
            ("statistics", _label(context, "statistics", Name(table.namespace, name), "")) in context.state.others
        ),
    )
    return Named(table.namespace, name)


def alter_other(context: Context, said: AlterOther) -> None:
    """Rename, move or change another object; what a server must print anew is kept as source."""
    if said.kind in _OUTSIDE:
        return
    if said.kind in {"database", "role", "user"}:
        _default_setting(context, said)
        return
    if said.kind == "schema":
        _alter_schema(context, said)
        return
    key = other_name(context, said.kind, said.name, said.detail)
    found = context.state.others.get(key)
    if found is not None:
        made = _altered(context, found, said)
        del context.state.others[key]
        context.state.others[made.kind, made.name] = made
    elif said.kind not in _BUILT_IN and not said.if_exists:
        raise SqlError("undefined_object", f"{key[0]} {key[1]} does not exist")


# Kinds that no schema holds, and kinds of which PostgreSQL brings some that no statement makes.
_OUTSIDE = frozenset({"group", "tablespace", "large object"})
_BUILT_IN = frozenset({"language", "collation", "text search configuration", "text search dictionary"})


def _altered(context: Context, found: OtherState, said: AlterOther) -> OtherState:
    made = found
    for action in said.actions:
        if isinstance(action, OwnerTo):
            made = replace(made, owner=context.role(action.role))
        elif isinstance(action, Rename | SetSchema):
            made = _moved(context, found, action, said.detail)
        elif isinstance(action, Fires):
            made = replace(made, definition=f"{made.definition} /* {action.state} */")
    if made is not found:
        return made
    told = " ".join(action.verb for action in said.actions if isinstance(action, Nothing))
    return replace(found, definition=f"{found.definition}; {told}")


def _moved(context: Context, found: OtherState, action: Rename | SetSchema, detail: str) -> OtherState:
    if found.namespace is None:
        assert isinstance(action, Rename)
        name, namespace = quoted(action.new), None
    else:
        new = Name(found.namespace, action.new) if isinstance(action, Rename) else Name(action.schema, _own_name(found))
        name, namespace = _label(context, found.kind, new, detail), new.namespace
    old = found.name
    if found.kind == "foreign server":
        _rename_server(context, old, name)
    if found.kind == "collation":
        _recollate(context, found, qualified(Name(namespace or "", Cursor(name.split(" using ")[0]).qualified().name)))
    readdress(
        context,
        lambda address: (address[0], Name("", name), None) if address[:2] == (found.kind, Name("", old)) else address,
    )
    return replace(found, name=name, namespace=namespace)


def _own_name(found: OtherState) -> str:
    """Return what an object is called within its schema."""
    if found.kind == "operator":
        return found.name.split("(")[0].rpartition(".")[2]
    return Cursor(found.name.split(" using ")[0].split("(")[0]).qualified().name


def _rename_server(context: Context, old: str, new: str) -> None:
    """Tell foreign tables and user mappings of their server's new name."""
    for key, table in list(context.state.tables.items()):
        if table.server == old:
            context.state.edit(key).server = new
    for mapping_key, mapping in list(context.state.others.items()):
        if mapping.kind == "user mapping" and mapping.name.endswith(f" server {old}"):
            del context.state.others[mapping_key]
            renamed = f"{mapping.name.removesuffix(old)}{new}"
            context.state.others[mapping.kind, renamed] = replace(mapping, name=renamed)


def _recollate(context: Context, found: OtherState, printed: str) -> None:
    """Tell columns that have a collation of its new name."""
    old = f"{quoted(found.namespace or '')}.{Cursor(found.name).qualified().name}"
    for key, table in list(context.state.tables.items()):
        for column in table.columns.values():
            if column.collation in {old, found.name}:
                made = context.state.edit(key)
                made.columns[column.name] = replace(column, collation=printed)


def _default_setting(context: Context, said: AlterOther) -> None:
    """Keep ALTER DATABASE … SET: later sessions start with it, and the catalog reader shows it."""
    (action,) = said.actions or (None,)
    others = context.state.others
    properties = others["database", "properties"]
    if isinstance(action, SetFact):
        limit = f"connection limit {action.value}, tablespace pg_default"
        others["database", "properties"] = replace(properties, definition=limit, place=context.place)
    elif isinstance(action, OwnerTo) and said.kind == "database":
        others["database", "properties"] = replace(properties, owner=context.role(action.role))
    elif isinstance(action, SetVariable) and (said.kind == "database" or said.detail == "in database"):
        everybody = said.kind == "database" or said.name.name == "all"
        whose = "" if everybody else f" of role {quoted(context.role(said.name.name))}"
        _keep_setting(context, action, whose, context.at(said.offset))


def _keep_setting(context: Context, said: SetVariable, whose: str, place: Place) -> None:
    others = context.state.others
    if said.name == "all":
        for kind, name in list(others):
            if kind == "setting" and name.partition(" of role ")[2] == whose.removeprefix(" of role "):
                del others[kind, name]
        return
    key = ("setting", f"{said.name}{whose}")
    if said.value is None:
        others.pop(key, None)
        return
    value = ", ".join(quoted(item) if said.name == "search_path" else item for item in said.value)
    others[key] = OtherState(*key, place, definition=value)
    if said.name == "search_path":
        context.state.settings["search_path"] = said.value


def initial_path(context: Context) -> tuple[str, ...]:
    """Return the search_path that a new session has."""
    found = context.state.settings.get("search_path", DEFAULT_PATH)
    return tuple(found)


def create_schema(context: Context, said: CreateSchema) -> None:
    name = context.role(said.name)
    if name in context.state.namespaces:
        if said.if_not_exists:
            return
        raise SqlError("duplicate_schema", f'schema "{name}" already exists')
    owner = context.role(said.owner) if said.owner else context.owner
    place = context.at(said.offset)
    context.state.namespaces[name] = owner, place
    context.state.others["schema", quoted(name)] = OtherState("schema", quoted(name), place, owner=owner)


def _alter_schema(context: Context, said: AlterOther) -> None:
    old = said.name.name
    if old not in context.state.namespaces:
        raise SqlError("invalid_schema_name", f'schema "{old}" does not exist')
    for action in said.actions:
        if isinstance(action, OwnerTo):
            owner = context.role(action.role)
            context.state.namespaces[old] = owner, context.place
            context.state.others["schema", quoted(old)] = replace(
                context.state.others["schema", quoted(old)], owner=owner
            )
        elif isinstance(action, Rename):
            rename_schema(context, old, action.new)


def create_extension(context: Context, said: CreateExtension) -> None:
    if said.name in context.state.extensions:
        if said.if_not_exists:
            return
        raise SqlError("duplicate_object", f'extension "{said.name}" already exists')
    namespace = said.schema or context.home(Named(None, said.name)).namespace
    if namespace not in context.state.namespaces:
        raise SqlError("invalid_schema_name", f'schema "{namespace}" does not exist')
    context.state.extensions[said.name] = ExtensionState(said.name, namespace, said.version, context.at(said.offset))
    for needed in _NEEDS.get(said.name, ()) if said.cascade else ():
        if needed not in context.state.extensions:
            context.state.extensions[needed] = ExtensionState(needed, namespace, None, context.at(said.offset))


_NEEDS = {"earthdistance": ("cube",), "postgis_topology": ("postgis",), "jsonb_plperl": ("plperl",)}


def alter_extension(context: Context, said: AlterExtension) -> None:
    found = context.state.extensions.get(said.name)
    if found is None:
        raise SqlError("undefined_object", f'extension "{said.name}" does not exist')
    if said.schema:
        for kind in _types_of(context, said.name):
            _use_moved(context, Name(found.namespace, kind))
            retype(context, Name(found.namespace, kind), Name(said.schema, kind))
        context.state.extensions[said.name] = replace(found, namespace=said.schema)
    else:
        context.state.extensions[said.name] = replace(found, version=said.version or None)


def _use_moved(context: Context, kind: Name) -> None:
    """Note that operators of a type are found elsewhere now than when they were written."""
    for key, table in list(context.state.tables.items()):
        if any(column.type.of == kind for column in table.columns.values()):
            context.state.edit(key).followed = True


def _types_of(context: Context, extension: str) -> set[str]:
    """Return the extension's types that something uses."""
    namespace = context.state.extensions[extension].namespace
    return {
        column.type.of.name
        for table in context.state.tables.values()
        for column in table.columns.values()
        if column.type.of and column.type.of.namespace == namespace and column.type.of not in context.state.types
    }
