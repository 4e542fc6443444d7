"""Ledgers as one page of HTML that needs nothing else, with the verdict first."""

from __future__ import annotations

from collections.abc import Sequence

from charter.render.drawing.text import clean
from charter.render.report.html import template
from charter.render.report.page import script, shown_section
from charter.render.report.parts import DocumentTable, Facts, Part, Section, Words
from charter.render.words.brief import LedgerPage


def brief_sections(page: LedgerPage, front: str = "") -> tuple[Section, ...]:
    """One ledger as sections of a page: the verdict, then each side; `front` begins their anchors."""
    title = f"{page.party} in the {page.institution}"
    verdict = Section(f"{front}verdict", title, (Words((*page.verdict, f"Standing: {page.standing}.")),))
    sides: list[Section] = []
    for side in page.sides:
        parts: tuple[Part, ...] = (Facts(tuple((line.label, line.text) for line in side.lines)),)
        anchor = f"{front}{side.name.replace(' ', '-')}"
        sides.append(Section(anchor, side.name.capitalize(), parts, 3))
    return verdict, *sides


def brief_html(title: str, pages: Sequence[LedgerPage] = (), table: DocumentTable | None = None) -> str:
    """The page of some ledgers, after a table that sets them side by side. Every text is escaped."""
    from markupsafe import Markup

    sections = [shown_section(Section("together", "Side by side", (table,)))] if table is not None else []
    for n, page in enumerate(pages):
        sections += [shown_section(each) for each in brief_sections(page, f"brief-{n}-")]
    text, digest = script()
    context = {"title": clean(title), "sections": sections, "script": Markup(text), "script_hash": digest}
    return str(template("brief.html.j2").render(context))
