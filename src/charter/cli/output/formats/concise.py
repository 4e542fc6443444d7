"""One line a finding, as editors and `grep` like it: `file:line:column: error[CODE] message`."""

from __future__ import annotations

from charter.cli.check_result import CheckResult
from charter.cli.output.formats.summary import summary
from charter.cli.terminal import Paint, visible


def concise(outcome: CheckResult, paint: Paint) -> str:
    """The findings, then the expectations that do not hold, then the summary."""
    lines = []
    for finding in outcome.findings:
        code = paint(finding.severity, f"{finding.severity}[{finding.code}]")
        lines.append(f"{visible(str(finding.span))}: {code} {visible(finding.message)}")
    for verdict in outcome.verdicts:
        if verdict.verdict != "proved":
            scenario = f" in scenario {visible(verdict.scenario)}" if verdict.scenario else ""
            said = f"{paint(verdict.verdict, verdict.verdict)}{scenario}: {visible(verdict.text)}"
            lines.append(f"{visible(str(verdict.span))}: {said}")
    lines += [visible(str(each)) for each in outcome.more]
    return "\n".join([*lines, summary(outcome, paint)])
