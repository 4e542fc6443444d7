"""Titles in scripts that are read from right to left, in lines of English: numbers keep their side, in every format."""

from __future__ import annotations

import io
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from svg_reading import NS

from charter.dsl.load import load
from charter.dsl.model import Charter
from charter.dsl.syntax.source import Source
from charter.render.diagram import draw, unlettered
from charter.render.diagrams import diagram
from charter.render.drawing import fonts
from charter.render.drawing.raster import xdot
from charter.render.drawing.text import isolated, runs
from charter.render.report.forms import as_pdf
from charter.render.report.forms import unlettered as unlettered_in
from charter.render.report.report import Report

HEBREW, ARABIC, ASSEMBLY = "מועצה", "الوكالة الدولية", "الجمعية العامة"
TEXT = f"""charter 1
use world
group Five = {{ KEN, DEU, FRA, IND, BRA }}
institution Agency "{ARABIC}" {{
  members are Five
  organ Assembly "{ASSEMBLY}" : assembly {{ plenary votes one each decides by majority of members }}
  organ Council "{HEBREW}" : council {{
    seats 3 {{ 3 elected by Assembly for 2 years }}
    votes one each
    decides by majority of members
  }}
  organ Panel : expert {{ seats 2 {{ 2 elected by Council for 3 years }} }}
}}
"""


def charter() -> Charter:
    made = load(Source("agency.charter", TEXT)).charter
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("elected by 3 years", [("elected by 3 years", False)]),
        (f"by {HEBREW}, 3 years", [("by ", False), (HEBREW, True), (", 3 years", False)]),
        (f"{HEBREW} 15", [(f"{HEBREW} 15", True)]),
        (f"to {HEBREW} 15 {HEBREW} (2)", [("to ", False), (f"{HEBREW} 15 {HEBREW}", True), (" (2)", False)]),
        (f"{ASSEMBLY}, {HEBREW} or X", [(ASSEMBLY, True), (", ", False), (HEBREW, True), (" or X", False)]),
        (f"{HEBREW} X {HEBREW}", [(HEBREW, True), (" X ", False), (HEBREW, True)]),
        ("", [("", False)]),
    ],
)
def test_a_line_falls_into_what_is_read_either_way(text: str, pieces: list[tuple[str, bool]]) -> None:
    assert runs(text) == pieces


@given(st.text(alphabet="aB 3,;:()אבع\u064eם。中", max_size=30))
def test_nothing_is_lost_and_every_mark_is_closed(text: str) -> None:
    assert "".join(piece for piece, _ in runs(text)) == text
    marked = isolated(text)
    assert marked.count("\u2067") == marked.count("\u2069")
    assert marked.replace("\u2067", "").replace("\u2069", "") == text


def test_in_an_svg_the_title_stands_apart_and_the_number_after_it() -> None:
    made = charter()
    root = ET.fromstring(draw(diagram("structure", made.institutions[0], made)))
    lines = {"".join(t.itertext()): t for t in root.iter(f"{NS}text")}
    line = next(each for said, each in lines.items() if "3 years" in said and HEBREW in said)
    apart = line.find(f"{NS}tspan")
    assert apart is not None
    assert (apart.text, apart.get("unicode-bidi")) == (HEBREW, "plaintext")
    assert (apart.tail or "").startswith(", 3 years")


def test_what_the_engine_paints_has_the_marks_and_the_length_of_them() -> None:
    made = charter()
    painted = xdot(diagram("structure", made.institutions[0], made).scene)
    marked = f"\u2067{HEBREW}\u2069"
    assert f"{len(marked.encode())} -{marked}" in painted


def test_on_the_page_titles_are_between_marks() -> None:
    page = Report((charter(),)).html()
    assert f"<h1>\u2067{ARABIC}\u2069</h1>" in page


def test_in_a_pdf_report_letters_are_joined_and_stand_in_order() -> None:
    made = as_pdf(Report((charter(),)))
    assert made == as_pdf(Report((charter(),)))
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    row = next(line for line in words.splitlines() if line.startswith("Panel"))
    assert HEBREW in row
    assert "\u2067" in row, "it stands apart"
    assert "3 years" in row


def test_letters_that_a_font_lacks_are_looked_for_in_others_and_named_where_none_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(fonts.plain_font(), tmp_path / "a.ttf")
    (tmp_path / "b.ttf").write_bytes(b"no font")
    with TTFont(fonts.plain_font()) as font:
        for table in font["cmap"].tables:
            table.cmap = {ord("理"): "A"} if table.isUnicode() else {}
        font.save(tmp_path / "c.ttf")
    monkeypatch.setattr(fonts, "_font_places", lambda: [tmp_path])
    assert fonts.covering("plain, é, ×, العربية") == ((), "")
    assert fonts.covering("理 and 事\u2067\u3000") == ((tmp_path / "c.ttf",), "事")
    text = TEXT.replace("organ Panel", 'organ Panel "理事"')
    made = load(Source("agency.charter", text)).charter
    assert made is not None
    assert unlettered(diagram("structure", made.institutions[0], made)) == "事"
    assert unlettered_in(Report((made,))) == "事"
    assert b"%PDF" in as_pdf(Report((made,)))[:8]
