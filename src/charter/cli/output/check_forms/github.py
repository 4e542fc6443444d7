"""Annotations of a GitHub workflow: one command a finding, which puts it on its line in the pull request."""

from __future__ import annotations

from charter.cli.check_result import CheckResult
from charter.cli.output.formats.sentences import at, told, unfulfilled
from charter.cli.output.formats.summary import summary
from charter.cli.terminal import Paint, visible
from charter.dsl.findings import ERROR, WARNING, Finding
from charter.dsl.syntax.source import Span

COMMANDS = {ERROR: "error", WARNING: "warning"}


def written(outcome: CheckResult, paint: Paint) -> str:
    """The annotations, then the summary as plain text."""
    lines = [_finding(finding, at(finding.span, outcome)) for finding in outcome.findings]
    for verdict in unfulfilled(outcome):
        command = "error" if outcome.fails(verdict) else "notice"
        place = at(verdict.span, outcome)
        lines.append(annotation(command, place, f"expectation {verdict.verdict}", told(verdict)))
    lines += [f"::notice::{_data(str(each))}" for each in outcome.more]
    return "\n".join([*lines, summary(outcome, paint)])


def _finding(finding: Finding, place: Span) -> str:
    said = finding.witness.get("text") if finding.witness else None
    text = finding.message
    if said:
        text += f"\nwitness: {said}"
    if finding.help:
        text += f"\nhelp: {finding.help}"
    command = COMMANDS.get(finding.severity, "notice")
    return annotation(command, place, f"{finding.code} {finding.name}", text)


def annotation(command: str, span: Span, title: str, text: str) -> str:
    """A workflow command. What would end a property or the line is written as the runner decodes it (`%0A`)."""
    places = {"file": span.file, "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:
        places |= {"col": span.column, "endColumn": span.end_column}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in {**places, "title": title}.items())
    return f"::{command} {properties}::{_data(text)}"


def _data(text: str) -> str:
    lines = "\n".join(visible(line) for line in text.split("\n"))
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
