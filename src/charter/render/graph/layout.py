"""The whole figure: title, ties, decisions, notes, legend."""

from __future__ import annotations

from charter.render.drawing.palette import BADGE, INK, LINE, MUTED, PAPER, STROKE_WORDS, STROKES
from charter.render.drawing.scene import (
    Box,
    CloseGroup,
    Disc,
    Item,
    Line,
    OpenGroup,
    Scene,
    Text,
    arrow,
    enlarged,
    moved,
)
from charter.render.drawing.text import width, wrap
from charter.render.graph.boxes import DrawnBody, swatch
from charter.render.graph.decision_panel import paths_panel
from charter.render.graph.structure_model import Picture
from charter.render.graph.tie_panel import HEAD, ties_panel
from charter.render.words.clauses import HOW_WORDS

COLUMN = 476.0
"""Width of the figure's inside in points, where the content allows; with the margins, 17 cm."""

MARGIN = 3.0
HEADING, SMALL = 8.5, 7.0


ZOOMS = (1.0, 1.12, 1.25, 1.4, 1.6, 1.8, 2.1, 2.4)
FLATTEST, HIGHEST = 1.95, 0.505
WIDER = 546.0


def scene_of(picture: Picture) -> Scene:
    """The picture laid out as a figure of column width (wider where a row of organs needs it, or where it would be too
    high for a page). What would be a flat strip, since there is little to draw, is laid out in less room and enlarged.
    """
    scene = _scene(picture, COLUMN)
    if scene.width < HIGHEST * scene.height:
        return _scene(picture, WIDER)
    for zoom in ZOOMS:
        if scene.width <= FLATTEST * scene.height:
            break
        scene = enlarged(_scene(picture, COLUMN / zoom), zoom)
    return scene


def _scene(picture: Picture, column: float) -> Scene:
    ties = ties_panel(picture, column)
    total = max(column, ties.w)
    items: list[Item] = []
    y = _title(picture, total, items)
    y = _section("Organs: who sits, who fills, who answers to whom", total, y, items)
    items += [moved(item, (total - ties.w) / 2, y) for item in ties.items]
    y += ties.h + 10
    paths = paths_panel(picture, total)
    if paths.h:
        y = _section("Decisions: the bodies that each passes, in order, and what it needs there", total, y, items)
        items += [moved(item, 0, y) for item in paths.items]
        y += paths.h + 7
    y = _notes(picture, total, y, items)
    legend = _legend(picture, total)
    items += [moved(item, 0, y) for item in legend.items]
    y += legend.h
    wide, high = total + 2 * MARGIN, y + 2 * MARGIN
    inside = tuple(moved(item, MARGIN, MARGIN) for item in items)
    title = f"Structure of {picture.title}"
    return Scene(wide, high, title, picture.description, (Box(0, 0, wide, high, PAPER), *inside))


def _title(picture: Picture, total: float, items: list[Item]) -> float:
    lines = wrap(picture.title, total, 12, True, 5)
    items.append(OpenGroup("heading"))
    for n, line in enumerate(lines):
        items.append(Text(0, 12 + 14 * n, line, 12, bold=True, fill=INK))
    items.append(CloseGroup())
    return 14.0 * len(lines) + 4


def _section(words: str, total: float, y: float, items: list[Item]) -> float:
    items += [OpenGroup("section"), Line(((0, y), (total, y)), LINE, 0.8)]
    lines = wrap(words, total, HEADING, True)
    items += [Text(0, y + 11 + 10.5 * n, line, HEADING, bold=True, fill=MUTED) for n, line in enumerate(lines)]
    items.append(CloseGroup())
    return y + 8.5 + 10.5 * len(lines)


def _notes(picture: Picture, total: float, y: float, items: list[Item]) -> float:
    for note in picture.notes:
        items.append(OpenGroup("note"))
        for line in wrap(note, total, SMALL, False, 3):
            items.append(Text(0, y + 7, line, SMALL, fill=MUTED))
            y += 9
        items.append(CloseGroup())
    return y + (4 if picture.notes else 0)


def _legend(picture: Picture, total: float) -> DrawnBody:
    """Exactly the fills, lines and boxes that the figure uses."""
    entries: list[tuple[list[Item], float, str]] = [(swatch(how), 6.0, HOW_WORDS[how]) for how in picture.fillings]
    entries += [(_sample(kind), 26.0, STROKE_WORDS[kind]) for kind in picture.edge_kinds]
    if any(edge.back for edge in picture.edges):
        both = [*_sample("fills"), arrow((26, 3), (0, 3), STROKES["answers"].colour, HEAD)]
        entries.append((both, 26.0, "and is reported or answered to"))
    if any(node.kind == "outside" for node in picture.nodes):
        entries.append(([Box(0, 0, 12, 6, PAPER, LINE, 0.8, (3, 2))], 12.0, "outside the institution"))
    if any(len(path.marks) > 1 for path in picture.paths):
        one = Text(4, 5.4, "1", 6.6, True, fill=PAPER, anchor="middle", on=BADGE)
        entries.append(([Disc(4, 3, 4.2, BADGE), one], 8.0, "order of the steps"))
    items: list[Item] = [OpenGroup("legend", "", "Legend")]
    x, y = 0.0, 0.0
    for drawn, wide, words in entries:
        needed = wide + 4 + width(words, SMALL)
        if x and x + needed > total:
            x, y = 0.0, y + 11
        items += [moved(item, x, y + 2) for item in drawn]
        items.append(Text(x + wide + 4, y + 7.6, words, SMALL, fill=INK))
        x += needed + 12
    items.append(CloseGroup())
    return DrawnBody(total, y + 12, tuple(items))


def _sample(kind: str) -> list[Item]:
    stroke = STROKES[kind]
    return [
        Line(((4 if kind == "fills" else 0, 3), (21, 3)), stroke.colour, stroke.width, stroke.dash),
        arrow((0, 3), (26, 3), stroke.colour, HEAD),
    ]
