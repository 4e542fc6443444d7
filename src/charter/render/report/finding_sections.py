"""Findings, expectations, gaps and sources as sections, for the forms of a report that have no cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from charter.dsl.findings import GAP, SEVERITIES, Finding
from charter.render.report.parts import DocumentTable, Items, Section, Words, filled

if TYPE_CHECKING:
    from charter.render.report.html import ReportVerdict
    from charter.render.report.report import Report


def all_sections(report: Report) -> tuple[Section, ...]:
    """Everything in a report, in its order."""
    from charter.render.report.html import source_table

    sources = source_table(report.institutions)
    return filled(
        [
            *_heads(report),
            *report.sections,
            _findings(report),
            _expectations(report),
            *report.after,
            _gaps(report),
            Section("sources", "Sources", (sources,) if sources is not None else ()),
        ]
    )


def _heads(report: Report) -> tuple[Section, ...]:
    from charter.render.report.sections import head_facts

    if len(report.institutions) != 1:
        return ()
    return (Section("facts", "At a glance", (head_facts(report.institutions[0]),)),)


def _findings(report: Report) -> Section:
    found = sorted(
        (f for f in report.findings if f.severity != GAP),
        key=lambda f: (SEVERITIES.index(f.severity), f.span.file, f.span.line, f.code),
    )
    if not found:
        return Section("findings", "Findings", (Words(("None.",)),))
    rows = tuple(
        (f.severity, f"{f.code} {f.name}", f.message, str((f.witness or {}).get("text") or ""),
         f"{f.span.file}, line {f.span.line}")
        for f in found
    )  # fmt: skip
    return Section(
        "findings", "Findings", (DocumentTable("What was found", ("", "Rule", "What", "Witness", "Where"), rows),)
    )  # fmt: skip


def _expectations(report: Report) -> Section:
    rows = tuple((v.text, v.verdict, v.scenario or "as it stands", _why(v)) for v in report.verdicts)
    head = ("Expectation", "ReportVerdict", "Scenario", "Witness")
    parts = (DocumentTable("What the designer wants to hold, and what came of it", head, rows),) if rows else ()
    return Section("expectations", "Expectations", parts)


def _why(verdict: ReportVerdict) -> str:
    from charter.render.report.html import before_words

    said, before = str((verdict.witness or {}).get("text") or ""), before_words(verdict)
    return f"{said} Before the reform, {before}".strip() if before else said


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


def _gaps(report: Report) -> Section:
    gaps = tuple(f"{f.message} ({f.code}, line {f.span.line})" for f in report.findings if f.severity == GAP)
    return Section("gaps", "Gaps: what the text does not say", (Items(gaps),) if gaps else ())
