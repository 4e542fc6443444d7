"""The report page: everything on it, nothing from elsewhere, nothing of the charter becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from attrs import frozen
from render_cases import HOSTILE, SPAN, charter_of, hostile_institution
from report_cases import without_own_marks

import charter.render
from charter.dsl.findings import Finding, Label
from charter.dsl.load import load
from charter.dsl.model import Citation
from charter.dsl.syntax.source import Span
from charter.render.diagram import to_svg
from charter.render.drawing.palette import contrast
from charter.render.figures.structure import structure
from charter.render.report.html import ReportInstitution, report_html, summary_words


@frozen
class Outcome:
    text: str
    verdict: str
    witness: dict[str, str] | None
    scenario: str | None
    span: Span


class Page(HTMLParser):
    """The tags of a page with their attributes, and its visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.stack.append(tag)

    def handle_data(self, data: str) -> None:
        if not self.stack or self.stack[-1] not in ("style", "script"):
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        self.stack.append("/" + tag)


PLACE = Span("body.charter", 7, 3, 7, 9)
FINDINGS = (
    Finding(PLACE, "FND101", "no-money", "gap", "no budget is stated", "Body.funding", help="state a budget"),
    Finding(
        PLACE,
        "VOT107",
        "judge-in-own-case",
        "error",
        "the accused may vote",
        "Body.find",
        labels=(Label(Span("body.charter", 9, 1, 9, 2), "the organ"),),
        notes=("see the rules",),
        help="bar the accused",
        citations=(Citation(PLACE, "statute", "VI.E"),),
        witness={"text": "any of 181 may sit", "n": 181},
    ),
    Finding(PLACE, "REP103", "thin", "warning", "Africa holds less than its share", "Body.Council"),
)
OUTCOMES = (
    Outcome("no member can block find", "refuted", {"text": "USA alone"}, "us_stays_out", PLACE),
    Outcome("Developing can block adopt", "proved", None, None, PLACE),
)


def iaea_page() -> str:
    charter = load("iaea").charter
    assert charter is not None
    institution = charter.institutions[0]
    shown = structure(institution, charter)
    return report_html(
        [ReportInstitution(institution, to_svg(shown), shown.description)], FINDINGS, OUTCOMES, file="iaea.charter"
    )


def test_the_summary_is_in_plain_words() -> None:
    assert summary_words(FINDINGS, OUTCOMES) == (
        "Found: 1 error, 1 warning and 1 gap.",
        "Of 2 expectations: 1 proved and 1 refuted.",
    )
    assert summary_words(()) == ("Nothing was found that speaks against the text.",)


def test_everything_that_was_found_stands_on_the_page_gravest_first() -> None:
    text = " ".join(Page(iaea_page()).text.split())
    assert (
        "error the accused may vote VOT107 judge-in-own-case, on Body.find; body.charter, line 7; statute VI.E" in text
    )
    assert "Witness: any of 181 may sit" in text
    assert "See also body.charter, line 9: the organ" in text
    assert "Help: bar the accused" in text
    assert text.index("the accused may vote") < text.index("Africa holds less") < text.index("no budget is stated")
    assert "no member can block find refuted us stays out USA alone body.charter, line 7" in text
    assert "Statute of the International Atomic Energy Agency" in text


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = Page(iaea_page())
    for tag, attributes in page.tags:
        assert tag not in ("link", "iframe", "img", "object", "embed", "base", "form")
        assert tag != "script" or not attributes
        for name, value in attributes.items():
            assert not name.startswith("on")
            if name in ("href", "src"):
                assert (value or "").startswith("#")
    assert "@import" not in iaea_page()
    assert "url(" not in iaea_page()


def test_the_page_can_be_walked_without_seeing_it() -> None:
    page = Page(iaea_page())
    tags = [tag for tag, _ in page.tags]
    assert dict(page.tags)["html"] == {"lang": "en"}
    assert [tags.count(tag) for tag in ("header", "nav", "main", "footer", "h1")] == [1] * 5
    assert tags.count("caption") == tags.count("table") > 1
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    links = [a["href"] for tag, a in page.tags if tag == "a"]
    assert links[0] == "#findings"
    assert {(link or "")[1:] for link in links} <= set(ids)
    assert all(a.get("scope") in ("col", "row") for tag, a in page.tags if tag == "th")
    labelled = [a["aria-labelledby"] for _, a in page.tags if "aria-labelledby" in a]
    assert {part for value in labelled for part in (value or "").split()} <= set(ids)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:14]))
def test_hostile_text_stays_text(text: str) -> None:
    institution = hostile_institution(text)
    shown = structure(institution, charter_of(institution, text))
    finding = Finding(
        Span(text, 1, 1, 1, 1), text, text, "error", text, text,
        labels=(Label(SPAN, text),), notes=(text,), help=text,
        citations=(Citation(SPAN, text, text),), witness={"text": text},
    )  # fmt: skip
    gap = Finding(SPAN, text, text, "gap", text, text, help=text)
    outcome = Outcome(text, "refuted", {"text": text}, text, SPAN)
    html = report_html(
        [ReportInstitution(institution, to_svg(shown), shown.description)],
        [finding, gap],
        [outcome],
        file=text,
        title=text,
    )
    harmless = hostile_institution("plain")
    plain = report_html(
        [ReportInstitution(harmless, to_svg(structure(harmless, charter_of(harmless))), "words")],
        [finding, gap],
        [outcome],
    )
    page = Page(html)
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in Page(plain).tags} | {"code", "tspan"}
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", without_own_marks(html))
    assert "49" not in page.text or "7 * 7" in page.text
    assert len(html) < 2_000_000


def test_colours_can_be_read_in_light_and_dark() -> None:
    css = Path(charter.render.__file__).parent.joinpath("report", "templates", "report.css").read_text(encoding="utf-8")
    light, dark = css.split("@media (prefers-color-scheme: dark)", 1)
    for part in (light, dark.split("@media print")[0]):
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", part))
        for name in ("ink", "muted", "link", "error", "warning", "note", "gap", "good"):
            assert contrast(colours[name], colours["paper"]) >= 4.5, name
            assert contrast(colours[name], colours["soft"]) >= 4.5, name
