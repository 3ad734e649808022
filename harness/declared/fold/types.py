"""CREATE and ALTER of types and domains."""

from __future__ import annotations

from collections.abc import Callable

from harness.declared import names
from harness.declared.block.errors import SqlError
from harness.declared.fold.columns import collation, kept_default
from harness.declared.fold.context import Context
from harness.declared.fold.drop import Thing, drop
from harness.declared.fold.rename import readdress
from harness.declared.fold.reword import retype
from harness.declared.nodes import (
    AddAttribute,
    AddLabel,
    AlterAttribute,
    AlterDomain,
    AlterType,
    ConstraintDef,
    CreateComposite,
    CreateDomain,
    CreateEnum,
    DropAttribute,
    OwnerTo,
    Rename,
    RenameLabel,
    RenamePart,
    SetSchema,
)
from harness.declared.objects import ColumnState, CompositeState, DomainState, EnumState, TypeState
from harness.declared.record import replace
from harness.schema import Name

_NAMED_NOT_NULL = 17  # from this version on, the catalog knows a domain's NOT NULL by its name


def _new(context: Context, name: Name) -> Name:
    if name in context.state.types or name in context.state.tables:
        raise SqlError("duplicate_object", f'type "{name.name}" already exists')
    return name


def create_enum(context: Context, said: CreateEnum) -> None:
    name = _new(context, context.home(said.name))
    context.state.types[name] = EnumState(name, context.owner, context.at(said.offset), said.labels)


def create_composite(context: Context, said: CreateComposite) -> None:
    name = _new(context, context.home(said.name))
    if context.state.relation_taken(name):
        raise SqlError("duplicate_table", f'relation "{name.name}" already exists')
    attributes = tuple((each, context.typed(each.type)) for each in said.attributes)
    context.state.types[name] = CompositeState(name, context.owner, context.at(said.offset), attributes)


def create_domain(context: Context, said: CreateDomain) -> None:
    name = _new(context, context.home(said.name))
    made = DomainState(
        name,
        context.owner,
        context.at(said.offset),
        context.typed(said.base),
        not_null=said.not_null,
        collation=collation(context, said.collation),
    )
    if said.default:
        made = replace(made, default=kept_default(context, made.base, said.default.text))
    for constraint in said.constraints:
        made = _with_constraint(context, made, constraint)
    context.state.types[name] = made


def _with_constraint(context: Context, domain: DomainState, said: ConstraintDef) -> DomainState:
    if said.kind == "not null":
        checks = domain.checks
        if said.name and context.major >= _NAMED_NOT_NULL:
            checks = {**checks, said.name: ("NOT NULL", True)}
        return replace(domain, not_null=True, checks=checks)
    assert said.expression is not None
    name = said.name or names.chosen(domain.name.name, None, "check", lambda name: name in domain.checks)
    if name in domain.checks:
        raise SqlError("duplicate_object", f'constraint "{name}" for domain "{domain.name.name}" already exists')
    return replace(domain, checks={**domain.checks, name: (f"CHECK ({said.expression.text})", said.validated)})


def alter_type(context: Context, said: AlterType) -> None:
    name = context.type_name(said.name)
    for action in said.actions:
        found = context.state.types.get(name)
        if found is None:
            raise SqlError("wrong_object_type", f'"{name.name}" is no type of its own')
        if isinstance(action, Rename):
            name = _move(context, found, Name(name.namespace, action.new))
        elif isinstance(action, SetSchema):
            if action.schema not in context.state.namespaces:
                raise SqlError("invalid_schema_name", f'schema "{action.schema}" does not exist')
            name = _move(context, found, Name(action.schema, name.name))
        elif isinstance(action, OwnerTo):
            context.state.types[name] = replace(found, owner=context.role(action.role))
        elif isinstance(found, EnumState):
            context.state.types[name] = _altered_enum(found, action)
        elif isinstance(found, DomainState) and isinstance(action, AlterDomain):
            context.state.types[name] = _altered_domain(context, found, action)
        elif isinstance(found, CompositeState):
            context.state.types[name] = _altered_composite(context, found, action)
            _follow_composite(context, name)


def _move(context: Context, found: TypeState, new: Name) -> Name:
    if new == found.name:
        return new
    _new(context, new)
    old = found.name
    context.state.types[new] = replace(context.state.types.pop(old), name=new)
    retype(context, old, new)
    readdress(
        context,
        lambda address: (
            (address[0], new, address[2])
            if address[0] in {"type", "domain", "domain constraint", "column"} and address[1] == old
            else address
        ),
    )
    return new


def _altered_enum(found: EnumState, action: object) -> EnumState:
    labels = list(found.labels)
    if isinstance(action, AddLabel):
        if action.label in labels:
            if action.if_not_exists:
                return found
            raise SqlError("duplicate_object", f'enum label "{action.label}" already exists')
        neighbour = action.before or action.after
        if neighbour is not None and neighbour not in labels:
            raise SqlError("invalid_parameter_value", f'"{neighbour}" is not an existing enum label')
        at = len(labels) if neighbour is None else labels.index(neighbour) + (action.after is not None)
        labels.insert(at, action.label)
    elif isinstance(action, RenameLabel):
        if action.old not in labels:
            raise SqlError("invalid_parameter_value", f'"{action.old}" is not an existing enum label')
        if action.new in labels:
            raise SqlError("duplicate_object", f'enum label "{action.new}" already exists')
        labels[labels.index(action.old)] = action.new
    else:
        raise SqlError("wrong_object_type", f'"{found.name.name}" is an enum')
    return replace(found, labels=tuple(labels))


def _altered_domain(context: Context, found: DomainState, action: AlterDomain) -> DomainState:
    return _DOMAIN_CHANGES[action.what](context, found, action)


def _set_default(context: Context, found: DomainState, action: AlterDomain) -> DomainState:
    text = action.expression.text if action.expression else "null"
    return replace(found, default=kept_default(context, found.base, text))


def _drop_default(_: Context, found: DomainState, __: AlterDomain) -> DomainState:
    return replace(found, default=None)


def _set_not_null(_: Context, found: DomainState, __: AlterDomain) -> DomainState:
    return replace(found, not_null=True)


def _drop_not_null(_: Context, found: DomainState, __: AlterDomain) -> DomainState:
    checks = {name: check for name, check in found.checks.items() if check[0] != "NOT NULL"}
    return replace(found, not_null=False, checks=checks)


def _add_constraint(context: Context, found: DomainState, action: AlterDomain) -> DomainState:
    assert action.constraint is not None
    return _with_constraint(context, found, action.constraint)


def _drop_constraint(context: Context, found: DomainState, action: AlterDomain) -> DomainState:
    if action.name not in found.checks:
        if action.name == f"{found.name.name}_not_null" and found.not_null and not action.if_exists:
            return replace(found, not_null=False)
        if action.if_exists:
            return found
        raise _no_constraint(found, action.name)
    gone = found.checks[action.name]
    readdress(context, lambda address: None if address == ("domain constraint", found.name, action.name) else address)
    return replace(
        found,
        checks={key: value for key, value in found.checks.items() if key != action.name},
        not_null=found.not_null and gone[0] != "NOT NULL",
    )


def _validate_constraint(_: Context, found: DomainState, action: AlterDomain) -> DomainState:
    if action.name not in found.checks:
        raise _no_constraint(found, action.name)
    return replace(found, checks={**found.checks, action.name: (found.checks[action.name][0], True)})


def _rename_constraint(context: Context, found: DomainState, action: AlterDomain) -> DomainState:
    if action.name not in found.checks:
        raise _no_constraint(found, action.name)
    old, new = (("domain constraint", found.name, name) for name in (action.name, action.new))
    readdress(context, lambda address: new if address == old else address)
    return replace(
        found, checks={action.new if key == action.name else key: value for key, value in found.checks.items()}
    )


def _no_constraint(found: DomainState, name: str) -> SqlError:
    return SqlError("undefined_object", f'constraint "{name}" of domain "{found.name.name}" does not exist')


_DOMAIN_CHANGES: dict[str, Callable[[Context, DomainState, AlterDomain], DomainState]] = {
    "set default": _set_default,
    "drop default": _drop_default,
    "set not null": _set_not_null,
    "drop not null": _drop_not_null,
    "add constraint": _add_constraint,
    "drop constraint": _drop_constraint,
    "validate constraint": _validate_constraint,
    "rename constraint": _rename_constraint,
}


def _no_attribute(found: CompositeState, name: str) -> SqlError:
    return SqlError("undefined_column", f'column "{name}" of relation "{found.name.name}" does not exist')


def _altered_composite(context: Context, found: CompositeState, action: object) -> CompositeState:
    attributes = list(found.attributes)
    names_ = [each.name for each, _ in attributes]
    if isinstance(action, AddAttribute):
        if action.attribute.name in names_:
            raise SqlError(
                "duplicate_column", f'column "{action.attribute.name}" of relation "{found.name.name}" already exists'
            )
        attributes.append((action.attribute, context.typed(action.attribute.type)))
    elif isinstance(action, DropAttribute):
        if action.name not in names_:
            if action.if_exists:
                return found
            raise _no_attribute(found, action.name)
        del attributes[names_.index(action.name)]
    elif isinstance(action, AlterAttribute):
        if action.attribute.name not in names_:
            raise _no_attribute(found, action.attribute.name)
        at = names_.index(action.attribute.name)
        attributes[at] = action.attribute, context.typed(action.attribute.type)
    elif isinstance(action, RenamePart):
        if action.old not in names_:
            raise SqlError("undefined_column", f'column "{action.old}" does not exist')
        at = names_.index(action.old)
        attributes[at] = replace(attributes[at][0], name=action.new), attributes[at][1]
        readdress(
            context,
            lambda address: (
                ("column", found.name, action.new) if address == ("column", found.name, action.old) else address
            ),
        )
    return replace(found, attributes=tuple(attributes))


def _follow_composite(context: Context, name: Name) -> None:
    """Give tables OF a type the columns that it has now."""
    composite = context.state.types[name]
    assert isinstance(composite, CompositeState)
    for key, table in list(context.state.tables.items()):
        if table.of_type == name:
            kept = {attribute.name for attribute, _ in composite.attributes}
            gone = [Thing("column", key, column) for column in table.columns if column not in kept]
            drop(context, gone, cascade=True)
            made = context.state.edit(key)
            made.columns = {
                attribute.name: replace(known, type=kind)
                if (known := table.columns.get(attribute.name))
                else ColumnState(attribute.name, kind, context.place)
                for attribute, kind in composite.attributes
            }
