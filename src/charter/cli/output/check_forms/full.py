"""Findings as a reader wants them: the sentence, the place with its line of text, the witness, the help.

```
error[VOT104] the accused can block its own finding of breach
  --> iaia.charter:61:3
   |
61 |   decision find_breach : finding {
   |   ^^^^^^^^^^^^^^^^^^^^ needs 20 of 30 seats
   |
   = witness: USA, with 10 others of 30 voting no, stops a finding against USA
   = help: bar the accused from voting: `step Council by 2/3 of seats, accused barred`
   = see: charter explain VOT104
```
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from charter.cli.check_result import CheckResult
from charter.cli.output.formats.sentences import reason
from charter.cli.output.formats.snippet import SpanMark, gutter_width, snippet
from charter.cli.output.formats.summary import summary
from charter.cli.terminal import Paint, visible
from charter.dsl.findings import GAP, Finding
from charter.dsl.syntax.source import Source

if TYPE_CHECKING:
    from charter.validators.expectations.verdict import Verdict


def written(outcome: CheckResult, paint: Paint) -> str:
    """Every finding with its place, then the expectations with their verdicts, the scenarios, the gaps a line each, the
    summary."""
    if outcome.focus is not None:
        from charter.cli.output.formats.focus import text

        return "\n\n".join([text(outcome, paint), summary(outcome, paint)])
    parts = [show(finding, outcome.sources, paint) for finding in outcome.findings if finding.severity != GAP]
    if outcome.more:
        parts.append("\n".join(visible(str(each)) for each in outcome.more))
    if outcome.suppressed:
        parts.append(_allowed(outcome.suppressed, paint))
    if outcome.verdicts:
        parts.append(_expectations(outcome.verdicts, paint))
    if outcome.compared:
        from charter.cli.output.formats.scenarios import table

        parts.append(table(outcome.compared, paint))
    gaps = [finding for finding in outcome.findings if finding.severity == GAP]
    if gaps:
        parts.append(_gaps(gaps, paint))
    return "\n\n".join([*parts, summary(outcome, paint)])


def _gaps(gaps: list[Finding], paint: Paint) -> str:
    """What the text does not say, a line for each: the rules that ask, the line of the text, what is missing."""
    lines: list[str] = []
    file = None
    for gap in gaps:
        if gap.span.file != file:
            file = gap.span.file
            lines += [""] * bool(lines) + [paint("strong", f"gaps in {visible(file)}: what the text does not say")]
        asking = ", ".join(dict.fromkeys((gap.code, *(gap.witness or {}).get("needed_by", ()))))
        lines.append(f"  {paint(GAP, f'gap[{asking}]')} {gap.span.line:>4}  {visible(gap.message)}")
    return "\n".join(lines)


def show(finding: Finding, sources: Mapping[str, Source], paint: Paint) -> str:
    """One finding in full, without an empty line at its end."""
    head = f"{paint(finding.severity, f'{finding.severity}[{finding.code}]')} "
    lines = [head + paint("strong", visible(finding.message))]
    marks = [SpanMark(finding.span, finding.label, True), *(SpanMark(each.span, each.text) for each in finding.labels)]
    gutter = gutter_width([mark.span for mark in marks if mark.span.file in sources] or [finding.span])
    arrow = " " * gutter + paint("frame", "-->")
    lines.append(f"{arrow} {visible(str(finding.span))}")
    lines += snippet(marks, sources, gutter, paint)
    lines += _remarks(finding, gutter, paint)
    return "\n".join(lines)


def _remarks(finding: Finding, gutter: int, paint: Paint) -> list[str]:
    remarks: list[tuple[str, str]] = []
    if finding.citations:
        remarks.append(("source", ", ".join(dict.fromkeys(str(citation) for citation in finding.citations))))
    said = _witness_text(finding.witness)
    if said and said != finding.message:
        remarks.append(("witness", said))
    remarks += [("note", note) for note in finding.notes]
    if finding.help:
        remarks.append(("help", finding.help))
    remarks.append(("see", f"charter explain {finding.code}"))
    return [line for kind, text in remarks for line in _remark(kind, text, " " * (gutter + 1), paint)]


def _remark(kind: str, text: str, margin: str, paint: Paint) -> list[str]:
    """`= help: …`; further lines of the text stand beneath its first."""
    first, *rest = text.splitlines() or [""]
    indent = margin + " " * (len(kind) + 4)
    start = f"{margin}{paint('frame', '=')} {paint('strong', kind)}: {visible(first)}"
    return [start, *(indent + visible(line) for line in rest)]


def _witness_text(witness: Mapping[str, Any] | None) -> str:
    return str(witness.get("text") or "") if witness else ""


def _before(judged: tuple[str, Mapping[str, Any] | None]) -> str:
    """What an expectation came to before the reform: `refuted: USA alone can block`."""
    said = _witness_text(judged[1])
    return f"{judged[0]}: {said}" if said else judged[0]


def _allowed(findings: tuple[Finding, ...], paint: Paint) -> str:
    """What an `allow` answers, with its reason."""
    lines = [paint("strong", "allowed")]
    for finding in findings:
        head = paint("faint", f"{finding.severity}[{finding.code}]")
        lines.append(f"  {head} {visible(str(finding.span))}: {visible(finding.message)}")
        lines += _remark("because", reason(finding), " " * 4, paint)
    return "\n".join(lines)


def _expectations(verdicts: tuple[Verdict, ...], paint: Paint) -> str:
    lines: list[str] = []
    file = None
    for verdict in verdicts:
        if verdict.span.file != file:
            file = verdict.span.file
            lines += [""] * bool(lines) + [paint("strong", f"expectations in {visible(file)}")]
        word = paint(verdict.verdict, f"{verdict.verdict:<8}")
        scenario = f"in scenario {visible(verdict.scenario)}: " if verdict.scenario else ""
        lines.append(f"  {word} {verdict.span.line:>4}  {scenario}{visible(verdict.text)}")
        said = _witness_text(verdict.witness)
        if said:
            lines += _remark("witness", said, " " * 11, paint)
        if verdict.before is not None:
            lines += _remark("before", _before(verdict.before), " " * 11, paint)
    return "\n".join(lines)
