"""GitLab's code quality report: a list of issues, each with a fingerprint of its own."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

from charter.cli.check_result import CheckResult
from charter.cli.output.formats.sentences import at, told, unfulfilled
from charter.cli.terminal import Paint
from charter.dsl.findings import ERROR, NOTE, WARNING
from charter.dsl.syntax.source import Span

LEVELS = {ERROR: "critical", WARNING: "major", NOTE: "minor"}
"""Severities; a gap is `info`."""


def written(outcome: CheckResult, paint: Paint) -> str:
    """Findings and expectations that do not hold, as a JSON list."""
    seen: Counter[str] = Counter()
    issues = []
    for finding in outcome.findings:
        level = LEVELS.get(finding.severity, "info")
        issues.append(
            _issue(finding.message, finding.code, level, at(finding.span, outcome), finding.fingerprint, seen)
        )
    for verdict in unfulfilled(outcome):
        level = "critical" if outcome.fails(verdict) else "info"
        mark = hashlib.sha256(f"{verdict.of}\0{verdict.text}\0{verdict.scenario}".encode()).hexdigest()[:16]
        issues.append(_issue(told(verdict), "expectation", level, at(verdict.span, outcome), mark, seen))
    for more in outcome.more:
        level = LEVELS.get(more.severity, "info")
        start = at(Span(more.file, 1, 1, 1, 1), outcome)
        issues.append(_issue(str(more), more.code, level, start, f"more {more.code} {more.severity}", seen))
    return json.dumps(issues, indent=1)


def _issue(text: str, name: str, level: str, span: Span, mark: str, seen: Counter[str]) -> dict[str, Any]:
    """One issue. Of the same fingerprint in the same file, each further one has its number in it."""
    base = hashlib.sha256(f"{mark}\0{span.file}".encode()).hexdigest()[:32]
    seen[base] += 1
    own = base if seen[base] == 1 else hashlib.sha256(f"{base}\0{seen[base]}".encode()).hexdigest()[:32]
    return {
        "description": text,
        "check_name": name,
        "fingerprint": own,
        "severity": level,
        "location": {"path": span.file, "lines": {"begin": span.line, "end": span.end_line}},
    }
