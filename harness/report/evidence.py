"""What rows showed of each object, as format 1 of the JSON report has it."""

from __future__ import annotations

from typing import Any

from harness.walk.record import Record


def evidence(record: Record | None) -> list[dict[str, Any]] | None:
    """Return for each object how many rows were accepted and rejected as declared, and what is proven or open.

    None where no rows were tried. `sqlstates` counts what rejected; `proofs` says of what no row can show why it
    cannot, `undecided` what is open.
    """
    if record is None or record.observed is None or record.schema is None:
        return None
    parts = {str(part): part for part in record.schema.parts()}
    found = []
    for each in record.observed.evidence():
        part = parts.get(each.about) or parts.get(str(each.table))
        found.append(
            {
                "object": each.about,
                "kind": each.kind,
                "path": part.path if part else None,
                "line": part.line if part else None,
                "accepted": each.accepted,
                "rejected": each.rejected,
                "sqlstates": dict(each.sqlstates),
                "proofs": list(dict.fromkeys(each.proofs)),
                "undecided": list(dict.fromkeys(each.undecided)),
            }
        )
    return found
