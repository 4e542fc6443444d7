"""A report as PDF, written by fpdf2, which is Python alone, with the DejaVu fonts that come along and, where
those lack a letter, with those of the machine."""

from __future__ import annotations

import io
import logging
from base64 import b64decode
from datetime import UTC, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from charter.extras import need
from charter.render.diagram import Diagram
from charter.render.drawing.fonts import covering, plain_font
from charter.render.drawing.scene import Scene, pieces
from charter.render.drawing.text import isolated, right_to_left, runs
from charter.render.report.finding_sections import all_sections
from charter.render.report.html import summary_words
from charter.render.report.page import MADE_BY, short
from charter.render.report.parts import DocumentTable, Facts, Items, Part, Pictured, Words

if TYPE_CHECKING:
    from charter.render.report.report import Report

FONT = "DejaVu"
MARGIN, PADDING, ROOM = 18.0, 0.8, 20.0
BODY, SMALL = 9.5, 7.0
POINTS = 72 / 25.4
"""Points in a millimetre."""
LONGEST_CELL = 500
"""Characters of a cell, so that no row is higher than a page; a longer one goes on in the next row."""
NOTHING = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==")
"""A PNG of one transparent dot: it holds the place and the words of a picture, whose lines are laid over it."""
MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The date in every document, so that equal input gives equal bytes."""


@frozen
class PlacedPicture:
    """A picture and its place: the page from 0, left and top and width in millimetres."""

    diagram: Diagram
    page: int
    x: float
    y: float
    wide: float


def written(report: Report, letters: str) -> bytes:
    """The PDF: A4, headings as bookmarks, tables with their heads on every page, pictures with their words."""
    need("pdf")
    pdf = _document(report, letters)
    _heading(pdf, report.title, 1)
    if report.file:
        _text(pdf, f"Checked: {report.file}", SMALL)
    for sentence in (*report.summary, *summary_words(report.findings, report.verdicts)):
        _text(pdf, sentence)
    for section in all_sections(report):
        _heading(pdf, section.title, section.level, section.parts[0])
        for part in section.parts:
            _part(pdf, part)
    _text(
        pdf,
        MADE_BY,
        SMALL,
    )
    return _with_pictures(bytes(pdf.output()), pdf.placed)


def _document(report: Report, letters: str) -> Any:
    from fpdf import FPDF

    for noisy in ("fpdf", "fontTools"):
        logging.getLogger(noisy).setLevel(logging.ERROR)

    class Paged(FPDF):
        placed: list[PlacedPicture]
        shaped: bool

        def footer(self) -> None:
            self.set_y(-12)
            self.set_font(FONT, size=SMALL)
            self.cell(0, 5, f"{self.page_no()}", align="C")

    pdf = Paged(format="A4")
    pdf.placed = []
    pdf.add_font(FONT, "", plain_font())
    pdf.add_font(FONT, "B", plain_font(bold=True))
    _letter(pdf, letters)
    pdf.set_margins(MARGIN, MARGIN, MARGIN)
    pdf.set_auto_page_break(True, MARGIN)
    pdf.set_creation_date(MADE)
    pdf.set_title(short(report.title)[:300])
    pdf.set_lang("en")
    pdf.set_producer("Charter")
    pdf.add_page()
    return pdf


def _letter(pdf: Any, text: str) -> None:
    """Make ready for the letters of a text: fonts of the machine where its own lacks some; joined and turned letters
    where some is read from right to left."""
    further, _ = covering(text)
    for n, path in enumerate(further):
        pdf.add_font(f"Further{n}", "", path)
    if further:
        pdf.set_fallback_fonts([f"Further{n}" for n in range(len(further))], exact_match=False)
    pdf.shaped = right_to_left(text)
    if pdf.shaped:
        pdf.set_text_shaping(True)


def _said(pdf: Any, text: str) -> str:
    """The text as it is written; right-to-left parts of a line stand apart."""
    return isolated(text) if pdf.shaped and len(runs(text)) > 1 else text


def _heading(pdf: Any, text: str, level: int, first: Part | None = None) -> None:
    """A heading, on the page of what follows it."""
    follows = 36.0 if isinstance(first, DocumentTable) else 18.0
    if isinstance(first, Pictured):
        follows = _size(pdf, _laid(pdf, first)[0])[1] + 4
    if pdf.will_page_break(12 + follows) and pdf.get_y() > pdf.t_margin:
        pdf.add_page()
    pdf.ln(3 if level > 1 else 0)
    pdf.set_font(FONT, "B", {1: 17, 2: 12.5}.get(level, 10.5))
    pdf.start_section(short(text)[:120] or "(no name)", level - 1, strict=False)
    _lines(pdf, short(text)[:300], {1: 8.0, 2: 6.0}.get(level, 5.0))
    pdf.ln(1.5)


def _text(pdf: Any, text: str, size: float = BODY) -> None:
    pdf.set_font(FONT, size=size)
    _lines(pdf, short(text), size * 0.5)
    pdf.ln(1)


def _lines(pdf: Any, text: str, high: float) -> None:
    from fpdf.enums import WrapMode

    mode = WrapMode.CHAR if any(len(word) > 60 for word in text.split()) else WrapMode.WORD
    pdf.multi_cell(0, high, _said(pdf, text), align="L", new_x="LMARGIN", new_y="NEXT", wrapmode=mode)


def _part(pdf: Any, part: Part) -> None:
    match part:
        case Words():
            for sentence in part.sentences:
                _text(pdf, sentence)
        case Facts():
            for label, value in part.pairs:
                _text(pdf, f"{label}: {value}")
        case Items():
            for each in part.items:
                _text(pdf, f"• {each}", SMALL + 1)
        case DocumentTable():
            _table(pdf, part)
        case Pictured():
            _picture(pdf, part)


def _table(pdf: Any, table: DocumentTable) -> None:
    _text(pdf, table.caption, SMALL)
    pdf.set_font(FONT, size=SMALL)
    aligned = tuple("RIGHT" if n in table.numbers else "LEFT" for n in range(len(table.head)))
    from fpdf.fonts import FontFace

    with pdf.table(
        borders_layout="HORIZONTAL_LINES", line_height=SMALL * 0.5, padding=PADDING, text_align=aligned,
        col_widths=_widths(pdf, table), headings_style=FontFace(emphasis="BOLD"), first_row_as_headings=True,
    ) as made:  # fmt: skip
        for row in (table.head, *table.rows):
            for part in _rows(row):
                drawn = made.row()
                for cell in part:
                    drawn.cell(_said(pdf, cell))
    pdf.ln(3)


def _rows(row: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A row in as many rows as its longest cell needs."""
    cells = [_pieces(short(cell)) for cell in row]
    return list(zip_longest(*cells, fillvalue=""))


def _pieces(text: str) -> list[str]:
    """The text in pieces that a row can hold, broken at words."""
    pieces = []
    while len(text) > LONGEST_CELL:
        end = text.rfind(" ", LONGEST_CELL // 2, LONGEST_CELL)
        end = end if end > 0 else LONGEST_CELL
        pieces.append(text[:end])
        text = text[end:].lstrip()
    return [*pieces, text]


def _widths(pdf: Any, table: DocumentTable) -> tuple[float, ...]:
    """Columns, in millimetres: each as wide as its longest word, the rest of the page by the length of the texts."""
    least, wish = [], []
    for n, head in enumerate(table.head):
        texts = [short(row[n])[:LONGEST_CELL] for row in (table.head, *table.rows)]
        widest = max(_widest(pdf, " ".join(texts)), _widest(pdf, head, "B"))
        least.append(widest + 2 * PADDING + 2.4)
        wish.append(min(max(len(text) for text in texts), 65))
    over = max(0.0, pdf.epw - sum(least))
    return tuple(each + over * wanted / (sum(wish) or 1) for each, wanted in zip(least, wish, strict=True))


def _widest(pdf: Any, text: str, style: str = "") -> float:
    """The width of the longest word of a text, in millimetres; of a very long one that of its first letters."""
    pdf.set_font(FONT, style, SMALL)
    found = max((pdf.get_string_width(word[:24]) for word in set(text.split())), default=0.0)
    pdf.set_font(FONT, size=SMALL)
    return float(found)


def _laid(pdf: Any, part: Pictured) -> tuple[Scene, ...]:
    """A picture, in pieces where it is higher than a page."""
    scene = part.diagram.scene
    return pieces(scene, scene.width * (pdf.eph - ROOM) / pdf.epw)


def _size(pdf: Any, scene: Scene) -> tuple[float, float]:
    """How large a picture is: as wide as the text, and with its heading no higher than a page."""
    wide, most = pdf.epw, pdf.eph - ROOM
    high = wide * scene.height / scene.width
    return (wide, high) if high <= most else (wide * most / high, most)


def _picture(pdf: Any, part: Pictured) -> None:
    words = short(part.diagram.scene.description)[:1500]
    for scene in _laid(pdf, part):
        wide, high = _size(pdf, scene)
        if pdf.will_page_break(high + 4):
            pdf.add_page()
        pdf.placed.append(
            PlacedPicture(evolve(part.diagram, scene=scene), pdf.page - 1, pdf.get_x(), pdf.get_y(), wide)
        )
        pdf.image(io.BytesIO(NOTHING), w=wide, h=high, alt_text=words)
        pdf.ln(3)


def _with_pictures(document: bytes, placed: list[PlacedPicture]) -> bytes:
    """The document with its pictures, as lines and letters."""
    from pypdf import PdfReader, PdfWriter, Transformation

    from charter.render.diagram import draw

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(document)))
    for each in placed:
        page = writer.pages[each.page]
        picture = PdfReader(io.BytesIO(draw(each.diagram, "pdf"))).pages[0]
        scale = each.wide * POINTS / float(picture.mediabox.width)
        top = float(page.mediabox.height) - each.y * POINTS
        place = Transformation().scale(scale).translate(each.x * POINTS, top - scale * float(picture.mediabox.height))
        page.merge_transformed_page(picture, place)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
