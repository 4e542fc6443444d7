"""What scenarios change, as a table for a terminal, as data, and as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from charter.cli.output.formats.plain import plain
from charter.cli.terminal import Paint, visible

if TYPE_CHECKING:
    from charter.dsl.findings import Finding
    from charter.validators.check.scenario_diff import Compared

NOTHING = "nothing changes"
NOT_ASKED, NOT_KNOWN = "not asked", "not known"


def table(compared: Sequence[Compared], paint: Paint) -> str:
    """Every scenario with its changes, one a line: what it is, before, after."""
    return "\n\n".join(_section(each, paint) for each in compared)


def _section(each: Compared, paint: Paint) -> str:
    title = f" ({visible(each.title)})" if each.title else ""
    lines = [paint("strong", f"scenario {visible(each.name)} of {visible(each.of)}{title}")]
    lines += [f"  {visible(remark)}" for remark in each.remarks]
    if each.unsupported is not None:
        return "\n".join([*lines, f"  cannot be carried out: {visible(each.unsupported)}"])
    if each.empty:
        return "\n".join([*lines, f"  {NOTHING}"])
    short = [(f"line {t.span.line}: {t.text}", t.before or NOT_ASKED, t.after) for t in each.verdicts]
    short += [(f.what, f.before or NOT_KNOWN, f.after or NOT_KNOWN) for f in each.figures]
    about, before = (max((len(visible(row[k])) for row in short), default=0) for k in (0, 1))
    for row in short:
        told = [visible(cell) for cell in row]
        lines.append(f"  {told[0]:<{about}}  {told[1]:<{before}}  ->  {told[2]}")
    for finding in each.appear:
        lines.append(f"  appears  {_about(finding)}: {visible(finding.message)}")
    for finding in each.vanish:
        lines.append(f"  is gone  {_about(finding)}: {visible(finding.message)}")
    for old, new in each.change:
        lines.append(f"  was      {_about(old)}: {visible(old.message)}")
        lines.append(f"  is       {_about(new)}: {visible(new.message)}")
    return "\n".join(lines)


def rows_of(each: Compared) -> Iterator[tuple[str, str, str, str]]:
    """The changes of a scenario as rows: the kind (expectation, number, finding), what it is about, before, after."""
    for turned in each.verdicts:
        said = (turned.witness or {}).get("text")
        after = f"{turned.after}: {said}" if said else turned.after
        yield "expectation", f"line {turned.span.line}: {turned.text}", turned.before or NOT_ASKED, after
    for figure in each.figures:
        yield "number", figure.what, figure.before or NOT_KNOWN, figure.after or NOT_KNOWN
    for finding in each.appear:
        yield "finding", _about(finding), "none", finding.message
    for finding in each.vanish:
        yield "finding", _about(finding), finding.message, "none"
    for old, new in each.change:
        yield "finding", _about(old), old.message, new.message


def _about(finding: Finding) -> str:
    return f"line {finding.span.line}: {finding.severity}[{finding.code}]"


def as_data(compared: Sequence[Compared], finding: Callable[[Finding], dict[str, Any]]) -> list[dict[str, Any]]:
    """The same as plain data; `finding` makes data of a finding."""
    return [
        {
            "scenario": each.name,
            "title": each.title,
            "of": each.of,
            "file": each.span.file,
            "line": each.span.line,
            "unsupported": each.unsupported,
            "remarks": list(each.remarks),
            "appear": [finding(f) for f in each.appear],
            "vanish": [finding(f) for f in each.vanish],
            "change": [{"before": finding(a), "after": finding(b)} for a, b in each.change],
            "expectations": [
                {
                    "text": t.text,
                    "line": t.span.line,
                    "before": t.before,
                    "after": t.after,
                    "witness": plain(t.witness),
                }
                for t in each.verdicts
            ],
            "numbers": [{"what": f.what, "before": f.before, "after": f.after} for f in each.figures],
        }
        for each in compared
    ]


def markdown(compared: Sequence[Compared]) -> str:
    """The same as a Markdown table for each scenario."""
    from charter.cli.output.formats.cells import cell

    parts = []
    for each in compared:
        title = f": {cell(each.title)}" if each.title else ""
        lines = [f"#### Scenario {cell(each.name)} of {cell(each.of)}{title}", ""]
        lines += [f"{cell(remark)}.\n" for remark in each.remarks]
        if each.unsupported is not None:
            lines.append(f"It cannot be carried out: {cell(each.unsupported)}")
        elif each.empty:
            lines.append(f"In it {NOTHING}.")
        else:
            lines += ["| what | about | before | after |", "|---|---|---|---|"]
            lines += [f"| {' | '.join(cell(c) for c in row)} |" for row in rows_of(each)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)
