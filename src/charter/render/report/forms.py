"""The forms of a report beside its page: Markdown with pictures beside it, and PDF."""

from __future__ import annotations

from charter.render.report import markdown, pdf
from charter.render.report.parts import Pictured
from charter.render.report.report import Report


def as_markdown(report: Report, figures: dict[str, bytes] | None = None, stem: str = "report") -> str:
    """The report as Markdown. The pictures are put into `figures` by file name, and linked; without it they are
    left out."""
    return markdown.written(report, figures, stem)


def as_pdf(report: Report) -> bytes:
    """The report as PDF, with the same bytes for the same charter and fonts."""
    return pdf.written(report, letters(report))


def letters(report: Report) -> str:
    """Every letter of the report, its pictures among them, once."""
    if "letters" not in report.made:
        parts = [part for section in (*report.sections, *report.after) for part in section.parts]
        drawn = [part.diagram.scene.letters for part in parts if isinstance(part, Pictured)]
        report.made["letters"] = "".join(sorted({*as_markdown(report), *"".join(drawn)}))
    found: str = report.made["letters"]
    return found


def unlettered(report: Report) -> str:
    """The letters for which the PDF has boxes, since no font on this machine has them."""
    from charter.render.drawing.fonts import covering

    return covering(letters(report))[1]
