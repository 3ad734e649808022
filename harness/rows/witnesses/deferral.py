"""When a constraint is asked: whether that can be put off to the end of the transaction."""

from __future__ import annotations

from harness.rows.bench import Bench
from harness.rows.witness import KINDS, Made, Witness
from harness.schema import Exclusion, ForeignKey, PrimaryKey, Unique, quoted

_NOT_DEFERRABLE = ("42809",)
_ASKED = (PrimaryKey, Unique, ForeignKey, Exclusion)


def deferral(bench: Bench) -> Made:
    """Yield SET CONSTRAINTS for each constraint that could be deferrable, refused where it is not."""
    namespace = bench.table.name.namespace
    everywhere = [
        constraint.name
        for model in bench.worlds.models.values()
        if model.table.name.namespace == namespace
        for constraint in model.table.constraints
    ]
    for constraint in bench.table.constraints:
        if not isinstance(constraint, _ASKED) or not constraint.enforced or everywhere.count(constraint.name) > 1:
            continue  # SET CONSTRAINTS would mean all constraints of that name
        asked = f"set constraints {quoted(namespace)}.{quoted(constraint.name)} deferred"
        states = () if constraint.deferrable else _NOT_DEFERRABLE
        told = "can be deferred" if constraint.deferrable else "cannot be deferred"
        rule = "rejects" if states else "accepts"
        yield Witness(rule, bench.table.name, str(constraint), KINDS[type(constraint)], told, asked, (), states)  # type: ignore[arg-type] # one of two words
