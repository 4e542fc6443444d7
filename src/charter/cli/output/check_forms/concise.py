"""One line a finding, as editors and `grep` like it: `file:line:column: error[CODE] message`."""

from __future__ import annotations

from charter.cli.check_result import CheckResult
from charter.cli.output.formats.summary import summary
from charter.cli.terminal import Paint, visible
from charter.dsl.findings import GAP, Finding


def written(outcome: CheckResult, paint: Paint) -> str:
    """The findings, then the expectations that do not hold, then the gaps and the summary."""
    lines = [_line(finding, paint) for finding in outcome.findings if finding.severity != GAP]
    for verdict in outcome.verdicts:
        if verdict.verdict != "proved":
            scenario = f" in scenario {visible(verdict.scenario)}" if verdict.scenario else ""
            said = f"{paint(verdict.verdict, verdict.verdict)}{scenario}: {visible(verdict.text)}"
            lines.append(f"{visible(str(verdict.span))}: {said}")
    lines += [_line(finding, paint) for finding in outcome.findings if finding.severity == GAP]
    lines += [visible(str(each)) for each in outcome.more]
    return "\n".join([*lines, summary(outcome, paint)])


def _line(finding: Finding, paint: Paint) -> str:
    code = paint(finding.severity, f"{finding.severity}[{finding.code}]")
    return f"{visible(str(finding.span))}: {code} {visible(finding.message)}"
