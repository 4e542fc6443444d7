"""A drawing as PNG and PDF, painted by the Graphviz engine that comes with pygraphviz, of the extra `pdf`.

The drawing is handed over as the background of an empty graph, in xdot's drawing language
(https://graphviz.org/docs/outputs/canon/#xdot), so that it comes out the same in every format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from charter.errors import WrongUseError
from charter.extras import need
from charter.render.drawing.fonts import own_fonts
from charter.render.drawing.scene import Box, Disc, Item, Line, Point, Scene, Shape, Text, flattened
from charter.render.drawing.text import isolated

_FAMILY = "Helvetica,Arial,Liberation Sans,DejaVu Sans,sans"
_BOLD, _ITALIC = 1, 2
_ANCHOR = {"start": -1, "middle": 0, "end": 1}
FINE = 8
"""Painted this many times as large and scaled down: the engine rounds letters to whole dots of a screen first."""

_DATE = re.compile(rb"\s*/CreationDate \(D:[^)]*\)")


def to_png_bytes(scene: Scene, dpi: int = 200) -> bytes:
    """The scene as PNG at `dpi` dots an inch (72 points).

    Raises:
        NoFontsError: no font is installed.
        ValueError: the resolution is not between 18 and 1200.
    """
    if not 18 <= dpi <= 1200:
        raise WrongUseError(f"a resolution of {dpi} dots an inch: choose between 18 and 1200")
    return _draw(scene, "png", dpi)


def to_pdf_bytes(scene: Scene) -> bytes:
    """The scene as PDF with selectable text, without a date of creation, so that equal input gives equal bytes.

    Raises:
        NoFontsError: no font is installed.
    """
    return _undated(_draw(scene, "pdf", 72))


def _undated(pdf: bytes) -> bytes:
    """The document without its date (whose length depends on the time zone), its table of places corrected."""
    found = _DATE.search(pdf)
    if found is None:
        return pdf
    start, gone = found.start(), found.end() - found.start()

    def earlier(place: re.Match[bytes]) -> bytes:
        offset = int(place[1])
        return place[0].replace(place[1], b"%010d" % (offset - gone if offset > start else offset))

    table = pdf.rindex(b"\nxref")
    head, tail = pdf[:start] + pdf[found.end() : table], pdf[table:]
    tail = re.sub(rb"(?m)^(\d{10}) \d{5} n", earlier, tail)
    return head + re.sub(rb"startxref\s+\d+", b"startxref\n%d" % (len(head) + 1), tail)


def _draw(scene: Scene, fmt: str, dpi: int) -> bytes:
    need("pdf")
    import pygraphviz

    wide, high = f"{scene.width * FINE:.2f}", f"{scene.height * FINE:.2f}"
    size = f"{scene.width / 72:.4f},{scene.height / 72:.4f}"
    with own_fonts(needed=True):
        graph = pygraphviz.AGraph(directed=True)
        graph.graph_attr.update(
            bb=f"0,0,{wide},{high}", pad="0", margin="0", bgcolor="#ffffff", dpi=str(dpi), size=size
        )
        graph.graph_attr["_background"] = xdot(scene)
        corner: dict[str, str] = {"style": "invis", "label": "", "width": "0", "height": "0", "fixedsize": "true"}
        graph.add_node("a", pos="0,0", **corner)
        graph.add_node("b", pos=f"{wide},{high}", **corner)
        drawn: bytes = graph.draw(format=fmt, prog="nop2")
        graph.close()
    return drawn


# ---- xdot -------------------------------------------------------------------------------------------


def xdot(scene: Scene) -> str:
    """The scene in xdot's drawing language; ends with a blank, so that no backslash stands before the quote."""
    return " ".join(part for item in scene.items for part in _ops(item, scene.height)) + " "


def _ops(item: Item, high: float) -> Iterator[str]:
    match item:
        case Box():
            x, y, right, bottom = item.x, item.y, item.x + item.w, item.y + item.h
            corners = ((x, y), (right, y), (right, bottom), (x, bottom))
            if item.fill is not None:
                yield f"{_style()} {_colour('c', item.fill)} {_colour('C', item.fill)}"
                yield _poly("P", corners, high)
            if item.stroke is not None:
                yield from _stroked((*corners, corners[0]), item.stroke, item.width, item.dash, high)
        case Disc():
            yield f"{_style()} {_colour('c', item.fill)} {_colour('C', item.fill)}"
            yield f"E {_n(item.x)} {_n(high - item.y)} {_n(item.r)} {_n(item.r)}"
        case Shape():
            yield f"{_style()} {_colour('c', item.fill)} {_colour('C', item.fill)}"
            yield _poly("P", item.points, high)
        case Line():
            points = flattened(item.points) if item.curved else item.points
            yield from _stroked(points, item.stroke, item.width, item.dash, high)
        case Text():
            yield _text(item, high)
        case _:
            return


def _text(item: Text, high: float) -> str:
    flags = (_BOLD if item.bold else 0) | (_ITALIC if item.italic else 0)
    words = isolated(item.text)
    size = len(words.encode())
    return (
        f"{_colour('c', item.fill)} F {item.size * FINE:g} {len(_FAMILY)} -{_FAMILY} t {flags} "
        f"T {_n(item.x)} {_n(high - item.y)} {_ANCHOR[item.anchor]} 0 {size} -{words}"
    )


def _stroked(
    points: tuple[Point, ...], colour: str, width: float, dash: tuple[float, ...], high: float
) -> Iterator[str]:
    """A line; dashes are cut here, since xdot knows only one pattern."""
    yield f"{_style(width)} {_colour('c', colour)}"
    for piece in _dashed(points, dash) if dash else (points,):
        yield _poly("L", piece, high)


def _n(points: float) -> str:
    return f"{points * FINE:.1f}"


def _style(width: float = 0.01) -> str:
    words = f"setlinewidth({width * FINE:g})"
    return f"S 5 -solid S {len(words)} -{words}"


def _colour(op: str, colour: str) -> str:
    return f"{op} {len(colour)} -{colour}"


def _poly(op: str, points: tuple[Point, ...], high: float) -> str:
    return f"{op} {len(points)} " + " ".join(f"{_n(x)} {_n(high - y)}" for x, y in points)


def _dashed(points: tuple[Point, ...], dash: tuple[float, ...]) -> Iterator[tuple[Point, ...]]:
    """The drawn parts of a dashed line: `dash` alternates between drawn and left out."""
    part, left, piece = 0, dash[0], [points[0]]
    for start, end in pairwise(points):
        length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
        gone = 0.0
        while length - gone > left:
            gone += left
            at = (start[0] + (end[0] - start[0]) * gone / length, start[1] + (end[1] - start[1]) * gone / length)
            if part % 2 == 0:
                yield (*piece, at)
            piece, part = [at], part + 1
            left = dash[part % len(dash)]
        left -= length - gone
        piece.append(end)
    if part % 2 == 0 and len(piece) > 1:
        yield tuple(piece)
