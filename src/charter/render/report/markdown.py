"""A report as Markdown: every text escaped, pictures as files beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from charter.render.embed.markup import MarkupTable as Written
from charter.render.embed.markup import escaped, image
from charter.render.embed.places import MARKDOWN
from charter.render.report.finding_sections import all_sections
from charter.render.report.html import summary_words
from charter.render.report.page import MADE_BY, short
from charter.render.report.parts import DocumentTable, Facts, Items, Part, Pictured, Words

if TYPE_CHECKING:
    from charter.render.report.report import Report


def written(report: Report, figures: dict[str, bytes] | None, stem: str) -> str:
    """The Markdown; see `Report.markdown`."""
    blocks = [f"# {_safe(report.title)}"]
    if report.file:
        blocks.append(f"Checked: {_safe(report.file)}")
    blocks += [_safe(each) for each in (*report.summary, *summary_words(report.findings, report.verdicts))]
    for section in all_sections(report):
        blocks.append(f"{'#' * section.level} {_safe(section.title)}")
        for n, part in enumerate(section.parts):
            blocks += _part(part, figures, f"{stem}-{section.anchor}-{n + 1}.svg")
    blocks.append(MADE_BY)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _safe(text: str) -> str:
    return escaped(short(text), MARKDOWN)


def _part(part: Part, figures: dict[str, bytes] | None, name: str) -> Iterator[str]:
    match part:
        case Words():
            yield from (_safe(each) for each in part.sentences)
        case Facts():
            yield "\n".join(f"- {_safe(label)}: {_safe(value)}" for label, value in part.pairs)
        case Items():
            yield "\n".join(f"- {_safe(each)}" for each in part.items)
        case DocumentTable():
            yield f"{_safe(part.caption)}:"
            head = tuple(short(each) for each in part.head)
            yield Written(head, tuple(tuple(short(cell) for cell in row) for row in part.rows), part.numbers).written(
                MARKDOWN
            )
        case Pictured():
            if figures is not None:
                from charter.render.diagram import to_svg

                figures[name] = to_svg(part.diagram).encode()
                yield image(name, short(part.diagram.title), MARKDOWN)
