"""The whole report in each of its forms: what stands in it, and that text stays text."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from render_cases import HOSTILE
from report_cases import hostile_report, report_of, without_own_marks

from charter.designs import find
from charter.dsl.load import load
from charter.render.drawing.scene import Scene, Text, pieces
from charter.render.report.forms import as_markdown, as_pdf
from charter.render.report.parts import DocumentTable
from charter.render.report.report import Report

pypdf = pytest.importorskip("pypdf")


class Headings(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "h2"
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found.append(data)
            self.inside = False


PARTS = [
    "Structure", "Membership", "Organs", "Decisions", "Power", "Enforcement", "Funding", "Adoption and change",
    "Findings", "Expectations", "Scenarios",
]  # fmt: skip


def test_every_part_stands_on_the_page_in_its_order() -> None:
    page = Headings(report_of("iaia").html())
    assert page.found == PARTS
    assert len(page.ids) == len(set(page.ids))


def test_what_the_text_does_not_say_stands_before_the_sources() -> None:
    assert Headings(report_of("iaea").html()).found[-2:] == ["Gaps: what the text does not say", "Sources"]


def table(report: Report, anchor: str) -> DocumentTable:
    section = next(each for each in report.sections if each.anchor == anchor)
    return next(each for each in section.parts if isinstance(each, DocumentTable))


def test_decisions_tell_who_can_stop_them() -> None:
    shown = table(report_of("un"), "decisions")
    row = next(row for row in shown.rows if "Chapter VII" in row[0])
    assert "CHN, FRA, GBR, RUS and USA, each alone." in row[3]


def test_power_is_that_of_the_game() -> None:
    shown = table(report_of("imf"), "power")
    assert shown.head == ("Players alike", "How many", "Votes each", "Banzhaf share each", "Can prevent")
    assert shown.rows[0][0] == "USA"
    total = sum(int(row[1]) * shown.keys[(n, 3)] for n, row in enumerate(shown.rows))
    assert total == pytest.approx(1)


def test_a_reform_stands_beside_its_original_and_two_designs_side_by_side() -> None:
    reform, two = report_of("ilo_1986"), report_of("iaea", "iaia")
    assert table(reform, "side-by-side").head[1] == "ILO"
    assert len(table(reform, "side-by-side").head) == 3
    rows = {row[0]: row[1:] for row in table(two, "side-by-side").rows}
    assert rows["Members"] == ("181", "193")
    anchors = Headings(two.html()).ids
    assert len(anchors) == len(set(anchors))


def test_sources_stand_with_the_articles_that_cite_them() -> None:
    text = as_markdown(report_of("iaea"))
    line = next(line for line in text.splitlines() if line.startswith("| statute "))
    assert "VI.A.1" in line


def test_markdown_links_its_pictures_and_has_the_same_headings() -> None:
    figures: dict[str, bytes] = {}
    text = as_markdown(report_of("iaia"), figures, "x")
    assert re.findall(r"^## (.*)$", text, re.M)[1:] == PARTS
    assert set(re.findall(r"\]\((x-[\w-]+\.svg)\)", text)) == set(figures)
    assert all(each.startswith(b"<svg") for each in figures.values())
    assert "](x-" not in as_markdown(report_of("iaia"))


def test_the_pdf_has_text_bookmarks_and_the_same_bytes() -> None:
    made = as_pdf(report_of("iaia"))
    assert made == as_pdf(report_of("iaia"))
    read = pypdf.PdfReader(io.BytesIO(made))
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    for words in (
        "International AI Agency",
        "Adopt a binding safety standard",
        "Who can stop it",
        "What each scenario",
    ):
        assert words in text
    assert "seats by share of people" in text  # the words of a picture are letters, and no picture is made of dots
    assert {tuple(image.image.size) for page in read.pages for image in page.images if image.image} <= {(1, 1)}
    titles = [each.title for each in read.outline if not isinstance(each, list)]
    assert titles == ["International AI Agency"]


def test_the_page_allows_its_own_script_alone() -> None:
    page = report_of("iaia").html()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert "default-src &#39;none&#39;" in policy[1] or "default-src 'none'" in policy[1]
    assert "unsafe-inline" not in policy[1].split("script-src")[1]
    assert page.count("<script") == 1


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:14]))
def test_hostile_text_stays_text_in_every_form(text: str) -> None:
    report = hostile_report(text)
    page = report.html()
    assert page.count("<script") == 1
    assert "<img" not in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", without_own_marks(page))
    written = as_markdown(report)
    assert "<script" not in written
    assert not re.search(r"(?<!\\)<(?=[a-z/])", written)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", written)
    assert len(page) < 4_000_000


@pytest.mark.parametrize("text", [HOSTILE[0], HOSTILE[4], HOSTILE[7], HOSTILE[8], HOSTILE[12], HOSTILE[13]])
def test_hostile_text_goes_into_the_pdf_as_text(text: str) -> None:
    made = as_pdf(hostile_report(text))
    read = pypdf.PdfReader(io.BytesIO(made))
    assert len(read.pages) > 1
    assert b"/JavaScript" not in made
    assert b"/URI" not in made


def test_notebooks_show_a_report_in_a_frame_that_runs_nothing() -> None:
    shown = report_of("iaia")._repr_html_()
    assert shown.startswith('<iframe sandbox srcdoc="&lt;!DOCTYPE html&gt;')
    assert "<script" not in shown


def test_a_picture_higher_than_a_page_is_cut_where_nothing_is_drawn() -> None:
    from charter.render.diagrams import diagram

    path = find("ilo_ai_labour")
    assert path is not None
    charter = load(path).charter
    assert charter is not None
    scene = diagram("reform", charter.institutions[0], charter).scene
    most = scene.width * 1.4
    parts = pieces(scene, most)
    assert len(parts) > 1
    assert all(part.height <= most for part in parts)
    assert sum(part.height for part in parts) == pytest.approx(scene.height)

    def words(of: Scene) -> list[str]:
        return [item.text for item in of.items if isinstance(item, Text)]

    assert [word for part in parts for word in words(part)] == words(scene)
    assert pieces(scene, scene.height) == (scene,)
    assert pieces(scene, 20.0) == (scene,)


def test_no_word_of_a_short_column_is_broken_in_the_pdf() -> None:
    read = pypdf.PdfReader(io.BytesIO(as_pdf(report_of("ilo_ai_labour"))))
    text = "\n".join(page.extract_text() for page in read.pages)
    assert "warnin\n" not in text
    assert text.count("warning") >= 9
