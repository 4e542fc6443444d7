"""Markdown for a comment on a pull request: what is wrong first, gaps and what is proved folded away."""

from __future__ import annotations

from collections.abc import Sequence

from charter.cli.check_result import CheckResult
from charter.cli.output.formats.cells import cell
from charter.cli.output.formats.sentences import PROVED, reason
from charter.cli.output.formats.summary import summary
from charter.cli.terminal import Paint
from charter.dsl.findings import ERROR, GAP, WARNING, Finding

SIGNS = {ERROR: "❌ error", WARNING: "⚠️ warning", GAP: "▫️ gap"}


def written(outcome: CheckResult, paint: Paint) -> str:
    """The summary, a table of the findings with their witnesses, the expectations, and the gaps."""
    grave = [f for f in outcome.findings if f.severity in (ERROR, WARNING)]
    notes = [f for f in outcome.findings if f.severity not in (ERROR, WARNING, GAP)]
    gaps = [f for f in outcome.findings if f.severity == GAP]
    parts = [f"### Charter\n\n{cell(summary(outcome, Paint(False)))}"]
    if outcome.focus is not None:
        from charter.cli.output.formats import focus

        return "\n\n".join([*parts, focus.markdown(outcome)])
    if grave:
        parts.append(_table(grave))
    refuted = [v for v in outcome.verdicts if v.verdict != PROVED]
    if refuted:
        rows = ["| verdict | expectation | witness |", "|---|---|---|"]
        for verdict in refuted:
            scenario = f" in scenario {verdict.scenario}" if verdict.scenario else ""
            said = str((verdict.witness or {}).get("text", ""))
            sign = "❌ " if outcome.fails(verdict) else ""
            rows.append(f"| {sign}{verdict.verdict}{cell(scenario)} | {cell(verdict.text)} | {cell(said)} |")
        parts.append("\n".join(rows))
    if outcome.compared:
        from charter.cli.output.formats import scenarios

        parts.append(scenarios.markdown(outcome.compared))
    parts += [cell(str(each)) for each in outcome.more]
    if outcome.suppressed:
        parts.append(_allowed(outcome.suppressed))
    for title, found in (("notes", notes), ("gaps: what the text does not say", gaps)):
        if found:
            head = f"<details><summary>{len(found)} {title}</summary>"
            parts.append(f"{head}\n\n{_table(found)}\n\n</details>")
    return "\n\n".join(parts)


def _allowed(findings: Sequence[Finding]) -> str:
    rows = ["| where | what | because |", "|---|---|---|"]
    for each in findings:
        where = f"{cell(each.span.file)}:{each.span.line}"
        rows.append(f"| {where} | {each.severity} **{each.code}** {cell(each.message)} | {cell(reason(each))} |")
    table = "\n".join(rows)
    return f"<details><summary>{len(findings)} allowed</summary>\n\n{table}\n\n</details>"


def _table(findings: list[Finding]) -> str:
    rows = ["| where | what | witness |", "|---|---|---|"]
    for each in findings:
        said = str((each.witness or {}).get("text", ""))
        sign = SIGNS.get(each.severity, each.severity)
        where = f"{cell(each.span.file)}:{each.span.line}"
        rows.append(f"| {where} | {sign} **{each.code}** {cell(each.message)} | {cell(said)} |")
    return "\n".join(rows)
