"""Every diagram of every design, judged from its drawing: complete, readable, nothing over anything."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache
from itertools import combinations

import pytest
from diagram_cases import Shown, all_designs, charter_of, shown
from svg_reading import DRAWN, NS, Figure, Words, frames, points_of, read, said, words_in

from charter.analysis.enforcement.deadlines import rung_days
from charter.names import THEMES
from charter.render.diagram import draw
from charter.render.drawing.palette import contrast
from charter.render.drawing.text import clean

pytestmark = pytest.mark.parametrize("design", all_designs())

CARDS = ("card", "step", "proposers", "blocking", "end", "duty", "monitoring", "finding", "rung", "appeal", "back",
         "arrears", "entry", "amendment")  # fmt: skip


@cache
def figures(design: str, theme: str = "default") -> tuple[tuple[Shown, Figure], ...]:
    return tuple((each, read(draw(each.diagram, "svg", theme=theme))) for each in shown(design))


def test_nothing_is_cut_off_and_no_text_lies_over_another(design: str) -> None:
    for each, figure in figures(design):
        for words in figure.texts:
            assert words.left >= 0, (each.kind, each.name, words)
            assert words.top >= 0, (each.kind, each.name, words)
            assert words.right <= figure.width + 0.1, (each.kind, each.name, words)
            assert words.bottom <= figure.height, (each.kind, each.name, words)
        over = [(a.text, b.text) for a, b in combinations(figure.texts, 2) if a.overlaps(b)]
        assert over == [], (each.kind, each.name)


def test_the_text_of_a_card_fits_into_it_and_cards_keep_apart(design: str) -> None:
    for each, figure in figures(design):
        cards = frames(figure, *CARDS)
        assert [(a.text, b.text) for a, b in combinations(cards, 2) if a.overlaps(b)] == [], (each.kind, each.name)
        for role in CARDS:
            for group in figure.groups(role):
                frame = _frame(group)
                for words in words_in(group):
                    assert frame[0] <= words.left, words
                    assert words.right <= frame[2] + 0.1, words
                    assert words.bottom <= frame[3], words


def _frame(group: ET.Element) -> tuple[float, float, float, float]:
    rect = next(group.iter(f"{NS}rect"))
    x, y, w, h = (float(rect.get(k) or 0) for k in ("x", "y", "width", "height"))
    return x, y, x + w, y + h


def test_no_line_goes_through_a_text(design: str) -> None:
    for each, figure in figures(design):
        for path in figure.root.iter(f"{NS}path"):
            if path.get("stroke-width") in ("0.5", "0.6"):
                continue
            points = points_of(path)
            hit = [w.text for w in figure.texts if _inside(w, points)]
            assert hit == [], (each.kind, each.name)


def _inside(words: Words, points: list[tuple[float, float]]) -> bool:
    return any(words.left + 1 < x < words.right - 1 and words.top + 1 < y < words.bottom - 1.5 for x, y in points)


@pytest.mark.parametrize("theme", THEMES)
def test_text_is_readable_on_what_lies_beneath_it(design: str, theme: str) -> None:
    for each, figure in figures(design, theme):
        for words in figure.texts:
            assert contrast(words.fill, figure.beneath(words)) >= 4.5, (each.kind, each.name, words)
            assert words.size >= 6.5


def test_there_is_a_title_and_a_description_and_nothing_active(design: str) -> None:
    for each, figure in figures(design):
        root = figure.root
        ids = {e.get("id"): e.text or "" for e in root if e.tag in (f"{NS}title", f"{NS}desc")}
        assert (root.get("aria-labelledby") or "").split() == list(ids)
        title, description = ids.values()
        assert title == clean(each.diagram.title)
        assert len(description) > 20
        assert {e.tag.removeprefix(NS) for e in root.iter()} <= DRAWN


def test_the_figure_is_no_wider_than_a_page(design: str) -> None:
    for each, figure in figures(design):
        assert 440 <= figure.width <= 560, (each.kind, each.name)
        assert figure.width / figure.height <= 2.6, (each.kind, each.name)


def test_every_step_rung_stream_and_change_is_there_once(design: str) -> None:
    for each, figure in figures(design):
        institution = each.institution
        if each.kind == "decision" and institution is not None:
            decision = institution.decision(each.name or "")
            assert decision is not None
            assert len(figure.groups("step")) == max(1, len(decision.steps))
            assert len(figure.groups("blocking")) == len(figure.groups("end")) == 1
        elif each.kind == "enforcement" and institution is not None:
            obligation = next(o for o in institution.obligations if o.name == each.name)
            rungs = obligation.ladder.rungs if obligation.ladder is not None else ()
            named = [g.get("data-name") for g in figure.groups("rung")]
            assert [name for name in named if name] == [rung.name for rung in rungs]
            assert len(figure.groups("monitoring")) == max(1, len(obligation.monitoring))
        elif each.kind == "funding" and institution is not None and institution.funding is not None:
            assert len(figure.groups("stream")) >= len(institution.funding.flows)
        elif each.kind == "reform" and institution is not None:
            assert len(figure.groups("change")) == len(institution.changes)


def test_steps_without_a_clock_are_marked_by_sign_and_word(design: str) -> None:
    for each, figure in figures(design):
        if each.kind != "enforcement" or each.institution is None:
            continue
        obligation = next(o for o in each.institution.obligations if o.name == each.name)
        rungs = obligation.ladder.rungs if obligation.ladder is not None else ()
        timeless = {rung.name for rung in rungs if rung_days(charter_of(design), each.institution, rung) is None}
        marked = {g.get("data-name") for g in figure.groups("rung") if "! No clock" in said(g)}
        assert marked == timeless
