"""`charter check --format json`: version 1 of a contract, published in `docs/schema/check-1.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from charter.cli.check_result import VERDICTS, CheckResult
from charter.cli.output.formats.plain import plain
from charter.cli.output.formats.sentences import reason
from charter.cli.terminal import Paint
from charter.dsl.findings import SEVERITIES, Edit, Finding

if TYPE_CHECKING:
    from charter.validators.expectations.verdict import Verdict

VERSION = 1


def written(outcome: CheckResult, paint: Paint) -> str:
    """The outcome as JSON text, ASCII only, so that nothing in it can steer a terminal."""
    data: dict[str, Any] = {
        "version": VERSION,
        "findings": [_finding(finding) for finding in outcome.findings],
        "expectations": [_expectation(verdict) for verdict in outcome.verdicts],
        "summary": {
            **{severity: outcome.count(severity) for severity in SEVERITIES},
            **{verdict: outcome.verdict_count(verdict) for verdict in VERDICTS},
            "known": outcome.known,
            "before": outcome.before,
            "stood": outcome.stood,
            "suppressed": len(outcome.suppressed),
        },
        "suppressed": [{**_finding(each), "reason": reason(each)} for each in outcome.suppressed],
        "more": [
            {"file": each.file, "code": each.code, "severity": each.severity, "number": each.number}
            for each in outcome.more
        ],
        "since": outcome.since,
        "gone": [{"code": code, "entity": entity} for code, entity in outcome.gone],
    }
    if outcome.compared:
        from charter.cli.output.formats import scenarios

        data["scenarios"] = scenarios.as_data(outcome.compared, _finding)
    if outcome.focus is not None:
        from charter.cli.output.formats import focus

        data[outcome.focus] = focus.as_data(outcome)
    return json.dumps(data, indent=1)


def _finding(finding: Finding) -> dict[str, Any]:
    span = finding.span
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "entity": finding.entity,
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "citations": [str(citation) for citation in finding.citations],
        "witness": plain(finding.witness),
        "help": finding.help,
        "edit": _edit(finding.edit) if finding.edit is not None else None,
        "fingerprint": finding.fingerprint,
    }


def _edit(edit: Edit) -> dict[str, Any]:
    """A correction: the place, what belongs there, and whether a tool may put it there by itself."""
    span = edit.span
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "text": edit.replacement,
        "safe": edit.safe,
    }


def _expectation(verdict: Verdict) -> dict[str, Any]:
    return {
        "text": verdict.text,
        "verdict": verdict.verdict,
        "witness": plain(verdict.witness),
        "scenario": verdict.scenario,
        "file": verdict.span.file,
        "line": verdict.span.line,
        "before": None
        if verdict.before is None
        else {"verdict": verdict.before[0], "witness": plain(verdict.before[1])},
    }
