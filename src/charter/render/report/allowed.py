"""The findings that an `allow` answers, with their reasons, as a section of a report."""

from __future__ import annotations

from collections.abc import Sequence

from charter.dsl.findings import Finding
from charter.render.report.parts import DocumentTable, Section


def allowed_section(findings: Sequence[Finding]) -> Section | None:
    """The findings that the charter allows, each with its reason; None where there are none."""
    rows = tuple(
        (f.severity, f"{f.code} {f.name}", f.message, f.allowed.reason if f.allowed else "",
         f"{f.span.file}, line {f.span.line}")
        for f in findings
    )  # fmt: skip
    head = ("", "Rule", "What", "Because", "Where")
    title = "What was found, and is accepted for a reason"
    return Section("allowed", "Allowed", (DocumentTable(title, head, rows),)) if rows else None
