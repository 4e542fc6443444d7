"""Charters are written by strangers: no text of theirs becomes anything but text, and none breaks the figure."""

from __future__ import annotations

import unicodedata

import pytest
from render_cases import HOSTILE, charter_of, hostile_institution
from svg_reading import DRAWN, NS, read

from charter.render import render
from charter.render.drawing.raster import xdot
from charter.render.drawing.text import bounded, clean, width, wrap
from charter.render.figures.structure import structure
from charter.render.graph.dot import to_dot
from charter.render.graph.layout import scene_of

hostile = pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:14]))

ATTRIBUTES = {
    "class", "data-name", "id", "role", "aria-labelledby", "font-family", "width", "height", "viewBox", "x", "y", "cx",
    "cy", "r", "d", "points", "fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight",
    "font-style", "text-anchor", "unicode-bidi",
}  # fmt: skip


@hostile
def test_svg_is_well_formed_and_holds_only_shapes_and_text(text: str) -> None:
    institution = hostile_institution(text)
    figure = read(render(institution, charter_of(institution, text), "svg"))
    assert {e.tag.removeprefix(NS) for e in figure.root.iter()} <= DRAWN
    assert {name for e in figure.root.iter() for name in e.attrib} <= ATTRIBUTES
    for element in figure.root.iter():
        for words in (element.text or "", *element.attrib.values()):
            if element.tag != f"{NS}g" and words.strip():
                assert not [c for c in words.strip() if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"], words
    assert figure.width < 1200
    assert figure.height < 4000
    assert all(words.right <= figure.width and words.left >= 0 for words in figure.texts)


@hostile
def test_dot_is_read_back_with_as_many_nodes_and_edges(text: str) -> None:
    import pygraphviz

    institution = hostile_institution(text)
    picture = structure(institution, charter_of(institution, text))
    graph = pygraphviz.AGraph(string=to_dot(picture))
    assert sorted(graph.nodes()) == sorted(
        [f"b{n}" for n in range(len(picture.nodes))] + [f"d{n}" for n in range(len(picture.paths))]
    )
    marks = sum(len(path.marks) for path in picture.paths)
    assert graph.number_of_edges() == len(picture.edges) + marks
    assert graph.draw(format="svg", prog="dot").startswith(b"<?xml")


@hostile
def test_png_and_pdf_come_out(text: str) -> None:
    institution = hostile_institution(text)
    charter = charter_of(institution, text)
    assert render(institution, charter, "png", dpi=40).startswith(b"\x89PNG\r\n")
    assert render(institution, charter, "pdf").startswith(b"%PDF-")


def test_no_text_ends_the_drawing_early() -> None:
    """In xdot a text is counted in bytes; what is drawn must count the bytes that stand there."""
    institution = hostile_institution("é中 \\ 1 2 3 P 4 -x")
    ops = xdot(scene_of(structure(institution, charter_of(institution)))).encode()
    at = ops.index(b"T ")
    fields = ops[at:].split(b" ", 6)
    assert fields[6][: 1 + int(fields[5])].count(b"-") >= 1
    assert ops.endswith(b" ")


@pytest.mark.parametrize("count", [0, 1, 61, 5_000, 10**30])
def test_any_number_of_seats_is_drawn_in_bounded_room(count: int) -> None:
    institution = hostile_institution("Body", count)
    svg = render(institution, charter_of(institution), "svg")
    figure = read(svg)
    assert len(svg) < 400_000
    assert figure.width < 1200
    assert f"{count:,}"[:20] in svg.decode()


def test_clean_takes_out_what_cannot_be_seen() -> None:
    assert clean("a\u202eb\u2066c\x00\x1b[31m\u200bd\n e\ue000") == "abc[31md e"


def test_bounded_cuts_with_an_ellipsis() -> None:
    assert bounded("A" * 10_000) == "A" * 159 + "…"


def test_wrap_breaks_words_that_are_too_long_and_cuts_what_is_left() -> None:
    lines = wrap("A" * 10_000, 50, 10, lines=3)
    assert len(lines) == 3
    assert all(width(line, 10) <= 50 for line in lines)
    assert lines[-1].endswith("…")
