"""A whole report of a charter, or of two side by side, and its forms: a page, Markdown, PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import field, frozen

from charter.dsl.findings import Finding
from charter.dsl.model import Charter, Institution
from charter.render.diagram import NothingToDrawError
from charter.render.drawing.text import clean
from charter.render.report.html import ReportInstitution, ReportVerdict, report_html
from charter.render.report.parts import DocumentTable, Pictured, Section, Words
from charter.render.report.sections import head_facts, notes_of, plain_words, sections_of
from charter.text.wording import listed

MOST_PLACES = 5
"""How many places that were not understood are named at the top of a report."""


@frozen
class Report:
    """What was found in charters, ready to be written. `scenarios` are those that a check compared, `suppressed` the
    findings that an `allow` answers."""

    charters: tuple[Charter, ...]
    findings: tuple[Finding, ...] = ()
    verdicts: tuple[ReportVerdict, ...] = ()
    scenarios: tuple[Any, ...] = ()
    file: str = ""
    made: dict[str, Any] = field(factory=dict, eq=False, repr=False)
    suppressed: tuple[Finding, ...] = ()

    @property
    def institutions(self) -> tuple[Institution, ...]:
        """The institutions that the report is of."""
        return tuple(each for charter in self.charters for each in charter.institutions)

    @property
    def title(self) -> str:
        """The names of the institutions, or of the landscape."""
        names = [each.label for each in self.institutions]
        names = names or [each.title or each.name for charter in self.charters for each in charter.landscapes]
        return clean(listed(names)) or clean(self.file) or "Charter"

    @property
    def summary(self) -> tuple[str, ...]:
        """What was not understood, if anything; then the institutions in plain words."""
        if "summary" not in self.made:
            told = [s for c in self.charters for each in c.institutions for s in plain_words(each, c)]
            self.made["summary"] = (*_not_understood(self.charters), *told)
        found: tuple[str, ...] = self.made["summary"]
        return found

    @property
    def sections(self) -> tuple[Section, ...]:
        """What is said before the findings."""
        if "sections" not in self.made:
            self.made["sections"] = (*side_by_side(self.charters), *_landscapes(self.charters), *self._own())
        found: tuple[Section, ...] = self.made["sections"]
        return found

    def _own(self) -> list[Section]:
        found: list[Section] = []
        several = len(self.institutions) > 1
        number = 0
        for charter in self.charters:
            for each in charter.institutions:
                number += 1
                front = f"i{number}-" if several else ""
                if several:
                    found.append(Section(f"i{number}", each.label, (head_facts(each),)))
                notes = notes_of(each)
                if notes is not None:
                    found.append(Section(f"{front}notes", "Notes", (notes,), 3 if several else 2))
                for section in sections_of(each, charter, front):
                    found.append(Section(section.anchor, section.title, section.parts, 3 if several else 2))
        return found

    @property
    def after(self) -> tuple[Section, ...]:
        """What is said after the expectations: the scenarios, and the findings that are allowed."""
        from charter.render.report.allowed import allowed_section
        from charter.render.report.scenarios import scenario_section

        made = (scenario_section(self.scenarios), allowed_section(self.suppressed))
        return tuple(each for each in made if each is not None)

    def html(self) -> str:
        """One page that needs nothing else."""
        shown = [ReportInstitution(each) for each in self.institutions]
        return report_html(
            shown, self.findings, self.verdicts, file=self.file, title=self.title, sections=self.sections,
            after=self.after, summary=self.summary,
        )  # fmt: skip

    def _repr_html_(self) -> str:
        """The report for notebooks, in a frame of its own so that neither changes the look of the other."""
        from html import escape

        page = escape(self.html(), quote=True)
        return f'<iframe sandbox srcdoc="{page}" style="width:100%;height:40em;border:0" title="Report"></iframe>'


def _not_understood(charters: Sequence[Charter]) -> tuple[str, ...]:
    """What a report of a text with holes says first."""
    places = list(dict.fromkeys(f"{h.span.file}:{h.span.line}" for charter in charters for h in charter.holes))
    if not places:
        return ()
    more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
    where = f"{', '.join(places[:MOST_PLACES])}{more}"
    return (f"Not understood: {where}. The pictures, tables and numbers below lack what is said there.",)


def side_by_side(charters: Sequence[Charter]) -> tuple[Section, ...]:
    """The designs beside each other: a chart, and the same numbers as a table; a reform beside its original."""
    from charter.render.charts.compare import compare_chart, compared, measures_of

    pairs = compared(charters)
    if len(pairs) < 2:
        return ()
    try:
        picture = Pictured(compare_chart(charters))
    except NothingToDrawError as error:
        return (Section("side-by-side", "Side by side", (Words((str(error),)),)),)
    measures = measures_of(pairs)
    head = ("Number", *(value.design for value in measures[0].values))
    rows = tuple((m.title, *(m.said(v.value) for v in m.values)) for m in measures)
    numbers = frozenset(range(1, len(head)))
    table = DocumentTable("The designs side by side", head, rows, numbers)
    return (Section("side-by-side", "Side by side", (picture, table)),)


def _landscapes(charters: Sequence[Charter]) -> tuple[Section, ...]:
    from charter.render.diagrams import diagram

    found = []
    for charter in charters:
        for n, each in enumerate(charter.landscapes, 1):
            parts = []
            for kind in ("coverage", "landscape"):
                try:
                    parts.append(Pictured(diagram(kind, None, charter, each.name)))
                except NothingToDrawError:
                    continue
            if parts:
                found.append(Section(f"landscape-{n}", f"Landscape: {each.title or each.name}", tuple(parts)))
    return tuple(found)
