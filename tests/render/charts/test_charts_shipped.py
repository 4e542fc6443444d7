"""A chart of every kind of every design, in every format: judged from its drawing, and drawn without a warning."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import combinations

import pytest
from diagram_cases import CHARTS
from render_cases import charter_named, shipped
from svg_reading import DRAWN, NS, read

from charter.dsl.load import load
from charter.dsl.model import Institution
from charter.dsl.sweep import sweeps
from charter.render.diagram import Diagram, NothingToDrawError, draw
from charter.render.diagrams import diagram as chart
from charter.render.diagrams import subjects
from charter.render.drawing.palette import contrast

LONG = ("ibrd", "ibrd_voice")
"""Whose trade-off counts the coalitions of 189 members at eleven thresholds, a second each."""


@cache
def charts(name: str) -> tuple[Diagram, ...]:
    """The first chart of each kind that there is of the design's own institutions."""
    charter = charter_named(name)
    own = [each for each in charter.institutions if each.name_span.file == charter.file]
    found: list[Diagram] = []
    for kind in CHARTS:
        owners: list[Institution | None] = [None] if kind in ("coverage", "compare") else [*own]
        for owner in owners:
            for subject in subjects(kind, owner, charter)[:1] if kind != "tradeoff" or name not in LONG else ():
                with suppress(NothingToDrawError):
                    found.append(chart(kind, owner, charter, subject))
    return tuple(found)


def explored(name: str) -> Iterator[Diagram]:
    """The trade-offs of a design over the parameters that it explores."""
    found = load(name)
    assert found.charter is not None
    over = sweeps(found)
    for owner in found.charter.institutions if over else ():
        for subject in ("find_breach", "adopt_standard"):
            yield chart("tradeoff", owner, found.charter, subject, explored=over)


def test_there_is_a_design_that_explores() -> None:
    assert [each.title for each in explored("iaia")] == [
        "The threshold and what it costs: Find a breach",
        "The threshold and what it costs: Adopt a binding safety standard",
    ]


@pytest.mark.parametrize("name", shipped())
def test_nothing_is_cut_off_or_lies_over_another_in_any_format(name: str) -> None:
    made = [*charts(name), *explored(name)]
    for each in made:
        figure = read(draw(each, "svg"))
        assert {e.tag.removeprefix(NS) for e in figure.root.iter()} <= DRAWN
        for words in figure.texts:
            place = (each.kind, each.name, words)
            assert words.left >= 0, place
            assert words.top >= 0, place
            assert words.right <= figure.width + 0.1, place
            assert words.bottom <= figure.height, place
            assert contrast(words.fill, figure.beneath(words)) >= 4.5, place
        over = [(a.text, b.text) for a, b in combinations(figure.texts, 2) if a.overlaps(b)]
        assert over == [], (each.kind, each.name)
        assert draw(each, "png", dpi=72).startswith(b"\x89PNG"), (each.kind, each.name)
        assert draw(each, "pdf").startswith(b"%PDF"), (each.kind, each.name)


def test_there_are_all_the_kinds() -> None:
    drawn = {each.kind for name in ("iaia", "ai_2026", "eu_council") for each in charts(name)}
    assert drawn == set(CHARTS)


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_the_trade_offs_that_take_long(name: str) -> None:
    charter = charter_named(name)
    own = next(each for each in charter.institutions if each.name_span.file == charter.file)
    made = chart("tradeoff", own, charter, subjects("tradeoff", own, charter)[0])
    figure = read(draw(made, "svg"))
    assert [(a.text, b.text) for a, b in combinations(figure.texts, 2) if a.overlaps(b)] == []
