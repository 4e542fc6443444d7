"""A report as one page that needs nothing else: findings, expectations, gaps, the picture, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from attrs import frozen

from charter.dsl.findings import ERROR, GAP, NOTE, SEVERITIES, WARNING, Finding
from charter.dsl.model import Institution
from charter.dsl.syntax.source import Span
from charter.render.drawing.text import clean, isolated
from charter.render.report.parts import DocumentTable, Section
from charter.render.words.names import spaced
from charter.text.wording import listed, number

_LONG = 2000
_SEVERITY_WORDS = {ERROR: "error", WARNING: "warning", NOTE: "note", GAP: "gap"}
_VERDICT_WORDS = {"proved": "proved", "refuted": "refuted", "depends": "depends", "unknown": "not known"}


class ReportVerdict(Protocol):
    """What came of an expectation: `verdict` is proved, refuted, depends or unknown; `witness` is data with a key
    `text`, or None; `scenario` its name, or None."""

    @property
    def text(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def witness(self) -> Mapping[str, Any] | None: ...
    @property
    def scenario(self) -> str | None: ...
    @property
    def span(self) -> Span: ...


@frozen
class ReportInstitution:
    """An institution on the page, with its picture as SVG (None: no picture) and its description in words."""

    institution: Institution
    svg: str | None = None
    description: str = ""


def report_html(
    shown: Sequence[ReportInstitution],
    findings: Sequence[Finding] = (),
    verdicts: Sequence[ReportVerdict] = (),
    *,
    file: str = "",
    title: str | None = None,
    language: str = "en",
    pictures: Sequence[tuple[str, str, str]] = (),
    sections: Sequence[Section] = (),
    after: Sequence[Section] = (),
    summary: Sequence[str] = (),
) -> str:
    """The page. Every text is escaped; the pictures are taken as they are and must come from `render.figure`.

    Args:
        shown: the institutions with their pictures.
        findings: what was found, of every severity.
        verdicts: what came of the expectations.
        file: the file checked, as it is to be shown.
        title: of the page; the institutions' names where it is None.
        language: of the page, an IETF tag.
        pictures: more of them, of no institution, each with its title, its SVG and its words.
        sections: what is said of the institutions, before the findings.
        after: what is said after the expectations.
        summary: sentences before the counts of what was found.
    """
    from markupsafe import Markup

    from charter.render.drawing.palette import PAPER
    from charter.render.drawing.themes import DARK, dark_rules
    from charter.render.report.page import script, shown_section, shown_table

    names = [clean(item.institution.label) for item in shown] or [clean(name) for name, _, _ in pictures]
    heading = clean(title) if title else listed(names) or clean(file) or "Charter"
    context = {
        "language": language,
        "title": heading,
        "file": clean(file),
        "facts": [_facts(item.institution) for item in shown],
        "summary": [*(_short(each) for each in summary), *summary_words(findings, verdicts)],
        "sections": [shown_section(each) for each in sections],
        "after": [shown_section(each) for each in after],
        "dark": Markup(f".picture {{ background: {DARK[PAPER]}; }} {dark_rules('.picture')}"),
        "script": Markup(script()[0]),
        "script_hash": script()[1],
        "pictures": [
            {
                "label": f"Structure of {clean(s.institution.label)}",
                "svg": Markup(_inline(s.svg)),
                "words": s.description,
            }
            for s in shown
            if s.svg is not None
        ]
        + [
            {"label": f"Landscape: {clean(name)}", "svg": Markup(_inline(svg)), "words": words}
            for name, svg, words in pictures
        ],
        "findings": [_finding(f) for f in _ordered(findings) if f.severity != GAP],
        "gaps": _gaps(findings),
        "verdicts": [_verdict(v) for v in verdicts],
        "sources": shown_table(sources) if (sources := source_table([s.institution for s in shown])) else None,
    }
    return str(template("report.html.j2").render(context))


def template(name: str) -> Any:
    """A template of a page, in which every text is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("charter.render.report", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=_apart,
    )  # fmt: skip
    return environment.get_template(name)


def _apart(value: Any) -> Any:
    """What the template writes: plain text with its right-to-left parts apart, markup as it is."""
    return isolated(value) if type(value) is str else value


def summary_words(findings: Iterable[Finding], verdicts: Iterable[ReportVerdict] = ()) -> tuple[str, ...]:
    """The counts in plain words: one sentence on the findings, one on the expectations where there are any."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        counts[finding.severity] += 1
    parts = [number(count, _SEVERITY_WORDS[severity]) for severity, count in counts.items() if count]
    sentences = [f"Found: {listed(parts)}." if parts else "Nothing was found that speaks against the text."]
    outcomes = dict.fromkeys(_VERDICT_WORDS, 0)
    for verdict in verdicts:
        outcomes[verdict.verdict] = outcomes.get(verdict.verdict, 0) + 1
    told = sum(outcomes.values())
    if told:
        words = listed(f"{n} {_VERDICT_WORDS.get(key, key)}" for key, n in outcomes.items() if n)
        sentences.append(f"Of {number(told, 'expectation')}: {words}.")
    return tuple(sentences)


def _inline(svg: str | None) -> str:
    """The picture without anything before its first element."""
    return svg[svg.index("<svg") :] if svg else ""


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), f.span.file, f.span.line, f.code))


def _place(span: Span) -> str:
    return clean(f"{span.file}, line {span.line}")


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity,
        "code": clean(finding.code),
        "name": clean(finding.name),
        "message": _short(finding.message),
        "entity": clean(finding.entity),
        "place": _place(finding.span),
        "citations": [clean(str(citation)) for citation in finding.citations],
        "witness": _witness(finding.witness),
        "notes": [_short(note) for note in finding.notes],
        "help": _short(finding.help or ""),
        "also": [f"{_place(label.span)}: {_short(label.text)}" for label in finding.labels],
        "anchor": f"f-{finding.fingerprint}-{finding.span.line}",
    }


def _short(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def _witness(witness: Mapping[str, Any] | None) -> str:
    return _short(str(witness.get("text") or "")) if witness is not None else ""


def _verdict(verdict: ReportVerdict) -> dict[str, str]:
    return {
        "text": _short(verdict.text),
        "verdict": verdict.verdict if verdict.verdict in _VERDICT_WORDS else "unknown",
        "words": _VERDICT_WORDS.get(verdict.verdict, clean(verdict.verdict)),
        "witness": _witness(verdict.witness),
        "before": before_words(verdict),
        "scenario": spaced(verdict.scenario) if verdict.scenario else "",
        "place": _place(verdict.span),
    }


def before_words(verdict: ReportVerdict) -> str:
    """What an expectation of a reform came to in the original; empty where there is none."""
    judged = getattr(verdict, "before", None)
    if judged is None:
        return ""
    word, witness = judged
    said = _witness(witness)
    words = _VERDICT_WORDS.get(word, clean(word))
    return f"{words}: {said}" if said else words


def _gaps(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """The gaps, together by what they are gaps of."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for finding in _ordered(findings):
        if finding.severity == GAP:
            groups.setdefault(clean(finding.entity.partition(".")[0]) or "The charter", []).append(_finding(finding))
    return [{"name": name, "gaps": gaps} for name, gaps in groups.items()]


def _facts(institution: Institution) -> dict[str, Any]:
    """The head of an institution: status, dates, members, size."""
    facts: list[tuple[str, str]] = []
    for label, stated in (("Status", institution.status), ("Founded", institution.founded), ("Seat", institution.seat)):
        if stated is not None:
            facts.append((label, clean(stated.value)))
    members = institution.members.value.members if institution.members is not None else None
    if members is not None:
        facts.append(("Members", f"{len(members):,}" + (" (assumed)" if institution.assumed else "")))
    facts.append(("Organs", str(len(institution.organs))))
    facts.append(("Decisions", str(len(institution.decisions))))
    facts.append(("Obligations", str(len(institution.obligations))))
    reform = clean(institution.reform_of) if institution.reform_of else ""
    return {"name": clean(institution.label), "facts": facts, "reform_of": reform}


def source_table(institutions: Sequence[Institution]) -> DocumentTable | None:
    """The sources with the articles that clauses cite; None where no source is named."""
    from charter.render.report.sections import source_rows

    rows = tuple(row for each in institutions for row in source_rows(each))
    head = ("Name", "Source", "Checked against the original", "Articles cited")
    return DocumentTable("Sources, with the articles that clauses cite", head, rows) if rows else None
