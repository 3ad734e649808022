"""The JSON report, format 1."""

from __future__ import annotations

from typing import Any

from harness.chain.statement import Chain
from harness.report.summary import Summary

FORMAT = 1


def document(
    path: str,
    chain: Chain,
    server: dict[str, str] | None,
    results: Summary,
    seconds: dict[str, float],
    understood: int | None,
    evidence: list[dict[str, Any]] | None = None,
) -> Any:
    """Return the report as plain data; a part that is not built, or was not asked, is None.

    `server` is the one that answered, None where none was asked; `understood` counts statements; `evidence` is what
    rows showed of each object.
    """
    checks = {"passed": results.passed, "failed": results.failed, "skipped": results.skipped}
    return {
        "format": FORMAT,
        "path": path,
        "server": server,
        "migrations": len(chain.migrations),
        "statements": sum(len(script.statements) for script in chain.scripts),
        "understood": understood,
        "checks": checks,
        "findings": [finding.to_json() for finding in results.findings],
        "suppressed": [finding.to_json() for answer in results.answers for finding in answer.suppressed],
        "blocked": [
            {"rule": answer.rule, "path": answer.path, "reason": answer.blocked}
            for answer in results.answers
            if answer.blocked is not None
        ],
        "errors": results.errors,
        "evidence": evidence,
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
    }
