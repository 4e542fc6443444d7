"""Bodies as boxes: title, seat strips, small print. Each is drawn with its top left at the origin."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from charter.render.drawing.palette import BAND, BASE_BAND, FILLS, INK, LINE, MUTED, PAPER, SEAT_INK
from charter.render.drawing.scene import Box, CloseGroup, Disc, Item, Line, OpenGroup, Shape, Text
from charter.render.drawing.text import width, wrap
from charter.render.graph.structure_model import Chunk, Node, Strip
from charter.text.wording import number

TITLE, SMALL = 9.0, 7.0
LEAD = 8.9
PAD = 6.0
CELL, GAP = 6.0, 1.4
IN_A_ROW = 18
FEW = 6
NARROW, TIGHT = 142.0, 92.0
SINGLE_SEATS = 60
BAR = 110.0


@frozen
class DrawnBody:
    """Something drawn, with its size in points."""

    w: float
    h: float
    items: tuple[Item, ...]


def box_of(node: Node, widest: float) -> DrawnBody:
    """The box of a body, at most `widest` points wide."""
    if node.kind in ("members", "outside") or not (node.strips or node.lines):
        return _plain(node, min(widest, 170 if node.kind == "members" else 128))
    inner = _inner_width(node, widest)
    items: list[Item] = []
    y = _heading(node, inner, items)
    largest = max((chunk.count or 0 for strip in node.strips for chunk in strip.chunks), default=0)
    crowded = sum(strip.total for strip in node.strips) > SINGLE_SEATS
    for strip in node.strips:
        y = _strip(strip, inner, y, largest if crowded else 0, items)
    y = _small_print(node.lines, inner, y + (1.5 if node.strips else 0), items)
    return _framed(node, inner + 2 * PAD, y + PAD - 3, items)


def _inner_width(node: Node, widest: float) -> float:
    most = widest - 2 * PAD
    if max((strip.total for strip in node.strips), default=0) <= FEW:
        most = min(most, NARROW, max(TIGHT, 0.6 * widest))
    if any(len(strip.chunks) > 3 for strip in node.strips):
        return most
    wanted = [width(word, TITLE, True) for word in wrap(node.title, most, TITLE, True, 2)]
    wanted += [width(line, SMALL) for line in node.lines]
    wanted += [_chunk_width(c) for s in node.strips for c in s.chunks]
    return min(most, max(84.0, *wanted))


def _chunk_width(chunk: Chunk) -> float:
    cells = min(chunk.count or 1, IN_A_ROW)
    return cells * (CELL + GAP) + 3 + width(chunk.label, SMALL)


def _heading(node: Node, inner: float, items: list[Item]) -> float:
    """The title in its band, with the number of seats; gives the y below it."""
    seats = number(node.seats, "seat") if node.seats is not None else ""
    lines = wrap(node.title, inner, TITLE, True, 16)
    beside = bool(seats) and width(lines[-1], TITLE, True) + width(seats, SMALL) + 8 <= inner
    band = 11.5 * len(lines) + 4 + (0 if beside or not seats else LEAD)
    items.append(Box(0, 0, inner + 2 * PAD, band, BAND))
    for n, line in enumerate(lines):
        items.append(Text(PAD, 11 + 11.5 * n, line, TITLE, bold=True, fill=INK, on=BAND))
    if seats:
        at = 11 + 11.5 * (len(lines) - 1) + (0 if beside else LEAD + 1)
        x, anchor = (inner + PAD, "end") if beside else (PAD, "start")
        items.append(Text(x, at, seats, SMALL, fill=INK, anchor=anchor, on=BAND))
    return band + 3.5


def _strip(strip: Strip, inner: float, y: float, scale: int, items: list[Item]) -> float:
    """A strip; with a `scale` (the largest count) the chunks are bars in proportion. Gives the y below it."""
    if strip.heading:
        for line in wrap(strip.heading, inner, SMALL, False, 8):
            items.append(Text(PAD, y + 6, line, SMALL, fill=INK))
            y += LEAD
    x, row = 0.0, LEAD
    for chunk in strip.chunks:
        wide, high, drawn = _chunk(strip.how, chunk, inner, scale)
        if x > 0 and x + wide > inner:
            x, y, row = 0.0, y + row, LEAD
        items += [_at(item, PAD + x, y) for item in drawn]
        x, row = x + wide + 7, max(row, high)
    return y + row + 1.5


def _chunk(how: str, chunk: Chunk, inner: float, scale: int) -> tuple[float, float, list[Item]]:
    """Cells (or a bar) and the words beside them, below them where there is no room."""
    if scale and (chunk.count or 0) > IN_A_ROW:
        cells = max(CELL, BAR * (chunk.count or 0) / scale)
        cells = min(cells, inner)
        drawn = list(_cell(how, 0, 0, cells))
        rows = 1
    else:
        count = chunk.count if chunk.count is not None else 1
        across = min(IN_A_ROW, int(inner // (CELL + GAP)))
        shown = min(count, across * 5)
        rows = max(1, -(-shown // across))
        cells = min(shown, across) * (CELL + GAP) - GAP
        dashed = chunk.count is None
        drawn = [
            item
            for n in range(shown)
            for item in _cell(how, (n % across) * (CELL + GAP), (n // across) * (CELL + GAP + 0.6), CELL, dashed)
        ]
    high = rows * (CELL + GAP + 0.6)
    room = inner - cells - 3.5
    lines, below = (wrap(chunk.label, space, SMALL, False, 8) for space in (max(room, 20), inner))
    beside = room >= 40 and len(lines) * LEAD <= high + len(below) * LEAD
    lines = lines if beside else below
    x, y = (cells + 3.5, 5.7) if beside else (0.0, high + 6)
    drawn += [Text(x, y + n * LEAD, line, SMALL, fill=INK) for n, line in enumerate(lines)]
    wide = max([cells] + [x + width(line, SMALL) for line in lines])
    tall = max(high, y + (len(lines) - 1) * LEAD + 3)
    return wide, max(tall, LEAD), drawn


def swatch(how: str) -> list[Item]:
    """One seat, for the legend."""
    return list(_cell(how, 0, 0, CELL))


def _cell(how: str, x: float, y: float, w: float, dashed: bool = False) -> Iterator[Item]:
    fill = FILLS.get(how, FILLS["plenary"])
    yield Box(x, y, w, CELL, fill.colour, SEAT_INK, 0.6, (1.2, 1) if dashed else ())
    steps = max(1, int(w // CELL))
    for n in range(steps):
        yield from _mark(fill.mark, x + n * w / steps + (w / steps - CELL) / 2, y)


def _mark(mark: str, x: float, y: float) -> Iterator[Item]:
    s, mid = CELL, CELL / 2
    if mark == "solid":
        yield Box(x + s * 0.27, y + s * 0.27, s * 0.46, s * 0.46, SEAT_INK)
    elif mark == "slash":
        yield Line(((x, y + s), (x + s, y)), SEAT_INK, 0.6)
    elif mark == "bar":
        yield Line(((x, y + mid), (x + s, y + mid)), SEAT_INK, 0.6)
    elif mark == "post":
        yield Line(((x + mid, y), (x + mid, y + s)), SEAT_INK, 0.6)
    elif mark == "dot":
        yield Disc(x + mid, y + mid, 1.2, SEAT_INK)
    elif mark == "cross":
        yield Line(((x, y), (x + s, y + s)), SEAT_INK, 0.6)
        yield Line(((x, y + s), (x + s, y)), SEAT_INK, 0.6)
    elif mark == "wedge":
        yield Shape(((x, y + s), (x + s, y + s), (x + s, y)), SEAT_INK)


def _small_print(lines: tuple[str, ...], inner: float, y: float, items: list[Item]) -> float:
    for text in lines:
        for line in wrap(text, inner, SMALL, False, 8):
            items.append(Text(PAD, y + 6, line, SMALL, fill=MUTED))
            y += LEAD
    return y


def _plain(node: Node, widest: float) -> DrawnBody:
    """A box with centred words: members, bodies outside, offices, organs of which nothing is stated."""
    base = node.kind == "members"
    paper = BASE_BAND if base else BAND if node.kind == "organ" else PAPER
    inner = widest - 2 * PAD
    titles = wrap(node.title, inner, 8.5, True, 24)
    small = [line for text in node.lines[:3] for line in wrap(text, inner, SMALL, False, 8)]
    wide = max([58.0] + [width(t, 8.5, True) for t in titles] + [width(t, SMALL) for t in small]) + 2 * PAD
    wide = max(wide, widest) if base else wide
    items: list[Item] = [Box(0, 0, wide, 10.5 * len(titles) + LEAD * len(small) + 8, paper)]
    y = 12.0
    for line in titles:
        items.append(Text(wide / 2, y, line, 8.5, bold=True, fill=INK, anchor="middle", on=paper))
        y += 10.5
    for line in small:
        items.append(Text(wide / 2, y - 1, line, SMALL, fill=MUTED, anchor="middle", on=paper))
        y += LEAD
    return _framed(node, wide, 10.5 * len(titles) + LEAD * len(small) + 8, items)


def _framed(node: Node, wide: float, high: float, items: list[Item]) -> DrawnBody:
    outside = node.kind == "outside"
    frame = Box(0, 0, wide, high, None, LINE, 0.9, (3, 2) if outside else ())
    paper = Box(0, 0, wide, high, PAPER)
    label = node.title + (" (outside the institution)" if outside else "")
    return DrawnBody(
        wide, high, (OpenGroup(node.kind, node.name, label, node.line), paper, *items, frame, CloseGroup())
    )


def _at(item: Item, dx: float, dy: float) -> Item:
    from charter.render.drawing.scene import moved

    return moved(item, dx, dy)
