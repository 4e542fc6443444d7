"""The figures of the shipped designs, judged from their SVG: complete, readable, nothing over anything."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest
from render_cases import pictures_of, shipped, straining
from svg_reading import DRAWN, NS, Figure, frames, points_of, read, said, words_in

from charter.names import THEMES
from charter.render.diagram import draw, to_svg
from charter.render.drawing.palette import FILLS, STROKE_WORDS, contrast
from charter.render.graph.structure_model import Picture
from charter.render.words.clauses import HOW_WORDS

pytestmark = pytest.mark.parametrize("name", [*shipped(), *straining()])


@cache
def figures(name: str) -> tuple[tuple[Picture, Figure], ...]:
    return tuple((picture, read(to_svg(picture))) for picture in pictures_of(name))


def test_every_organ_stands_in_one_box_and_every_decision_in_one_row(name: str) -> None:
    for picture, figure in figures(name):
        organs = [node for node in picture.nodes if node.kind == "organ"]
        drawn = [(g.get("data-name"), said(g)) for g in figure.groups("organ")]
        assert sorted(n for n, _ in drawn) == sorted(node.name for node in organs)
        for node in organs:
            text = next(words for n, words in drawn if n == node.name)
            assert text.startswith(node.title)
        decided = {g.get("data-name"): said(g) for g in figure.groups("decision")}
        items = [item for path in picture.paths for item in path.items]
        assert len(figure.groups("decision")) == len(items)
        assert all(decided[item.name].startswith(item.title) for item in items)


def test_every_seat_and_step_is_said(name: str) -> None:
    for picture, figure in figures(name):
        text = " ".join(words.text for words in figure.texts)
        for node in picture.nodes:
            for strip in node.strips:
                assert all(chunk.label in text for chunk in strip.chunks)
            assert all(line in text for line in node.lines)
        assert all(mark.words in text for path in picture.paths for mark in path.marks)


def test_there_is_a_title_and_a_description_for_screen_readers(name: str) -> None:
    for picture, figure in figures(name):
        root = figure.root
        ids = {e.get("id"): e.text or "" for e in root if e.tag in (f"{NS}title", f"{NS}desc")}
        assert root.get("role") == "img"
        assert (root.get("aria-labelledby") or "").split() == list(ids)
        title, description = ids.values()
        assert title == f"Structure of {picture.title}"
        assert all(node.title in description for node in picture.nodes)
        assert all(item.title in description for path in picture.paths for item in path.items)


def test_nothing_is_cut_off(name: str) -> None:
    for _, figure in figures(name):
        for words in figure.texts:
            assert words.left >= 0, words
            assert words.top >= 0, words
            assert words.right <= figure.width, words
            assert words.bottom <= figure.height, words


def test_no_text_lies_over_another(name: str) -> None:
    for _, figure in figures(name):
        assert [(a.text, b.text) for a, b in combinations(figure.texts, 2) if a.overlaps(b)] == []


def test_no_box_lies_over_another_and_no_label_over_a_box(name: str) -> None:
    for _, figure in figures(name):
        boxes = frames(figure, "organ", "outside", "members", "tie")
        assert [(a.text, b.text) for a, b in combinations(boxes, 2) if a.overlaps(b)] == []


def test_no_line_goes_through_a_box_or_beneath_a_label(name: str) -> None:
    for _, figure in figures(name):
        boxes = frames(figure, "organ", "outside", "members", "tie")
        for edge in figure.groups("edge"):
            points = points_of(next(edge.iter(f"{NS}path")))
            assert [box.text for box in boxes if box.crossed_by(points)] == [], edge[0].text


def test_no_text_is_cut_short(name: str) -> None:
    for _, figure in figures(name):
        assert [words.text for words in figure.texts if words.text.endswith("…")] == []


def test_the_text_of_a_box_fits_into_it(name: str) -> None:
    for _, figure in figures(name):
        for role in ("organ", "outside", "members", "tie"):
            for group in figure.groups(role):
                rect = next(group.iter(f"{NS}rect"))
                left = float(rect.get("x") or 0)
                right = left + float(rect.get("width") or 0)
                for words in words_in(group):
                    assert left <= words.left, words
                    assert words.right <= right + 0.1, words


@pytest.mark.parametrize("theme", THEMES)
def test_text_is_readable_on_what_lies_beneath_it(name: str, theme: str) -> None:
    for picture in pictures_of(name):
        figure = read(draw(picture, "svg", theme=theme))
        for words in figure.texts:
            assert contrast(words.fill, figure.beneath(words)) >= 4.5, words
            assert words.size >= 6.5


def test_the_legend_lists_exactly_what_is_used(name: str) -> None:
    for picture, figure in figures(name):
        (legend,) = figure.groups("legend")
        listed = said(legend)
        hows = {strip.how for node in picture.nodes for strip in node.strips}
        kinds = {edge.kind for edge in picture.edges}
        entries = [t.text for t in legend.iter(f"{NS}text")]
        assert {how for how in FILLS if HOW_WORDS[how] in entries} == hows
        assert {kind for kind, words in STROKE_WORDS.items() if words in entries} == kinds
        assert ("outside the institution" in listed) == any(n.kind == "outside" for n in picture.nodes)
        assert ("order of the steps" in listed) == any(len(p.marks) > 1 for p in picture.paths)


def test_the_figure_has_a_format_for_a_page(name: str) -> None:
    for picture, figure in figures(name):
        assert 0.45 <= figure.width / figure.height <= 2 or len(picture.nodes) == 1
        assert 470 <= figure.width <= 560


def test_nothing_in_it_is_active(name: str) -> None:
    for _, figure in figures(name):
        assert {e.tag.removeprefix(NS) for e in figure.root.iter()} <= DRAWN
