"""The upper panel: bodies and the ties between them. Graphviz places what is measured here; nothing of the
charter's text reaches it."""

from __future__ import annotations

import json
from typing import Any

from attrs import frozen

from charter.render.boxes import Block, box_of
from charter.render.fonts import own_fonts
from charter.render.palette import MUTED, PAPER, STROKES, contrast
from charter.render.picture import Edge, Picture
from charter.render.scene import Box, Close, Item, Line, Open, Point, Text, arrow, moved
from charter.render.text import width, wrap

SIZE, LEAD = 7.0, 8.6
READABLE = 4.5
LOOP = 52.0
HEAD = 5.5
SLACK = 2.0


@frozen
class Try:
    """One way to measure the parts: the widest box, the widest label, the room between boxes (points)."""

    box: float
    label: float
    between: float


TRIES = tuple(
    Try(box, label, between)
    for box in (330, 280, 232, 205, 180, 160, 146)
    for label, between in ((84, 12), (60, 9), (46, 6))
)


def ties_panel(picture: Picture, target: float) -> Block:
    """The panel at about `target` points in width: by the first try that fits, since what follows is narrower and
    higher; where none fits, by the one that costs least in width and height."""
    best: tuple[float, Block] | None = None
    for attempt in TRIES:
        block = _panel(picture, attempt)
        cost = 3 * max(0.0, block.w - target) + block.h + max(0.0, block.h - 1.1 * target)
        if best is None or cost < best[0]:
            best = (cost, block)
        if block.w <= target + SLACK:
            break
    assert best is not None
    return best[1]


def _panel(picture: Picture, attempt: Try) -> Block:
    boxes = {node.id: box_of(node, attempt.box) for node in picture.nodes}
    labels = [
        _label(edge, min(attempt.label, LOOP) if edge.tail == edge.head else attempt.label) for edge in picture.edges
    ]
    names = {node.id: f"n{i}" for i, node in enumerate(picture.nodes)}
    placed = _placed(_source(picture, boxes, labels, names, attempt))
    wide, high = (float(n) for n in placed["bb"].split(",")[2:])
    items: list[Item] = []
    for edge in placed.get("edges", ()):
        tie = picture.edges[int(edge["id"])]
        items += [Open("edge", "", _said(picture, tie)), *_drawn_line(edge, tie, high)]
        items.append(Close())
    at = {thing["name"]: thing["pos"] for thing in placed["objects"] if "pos" in thing}
    for node in picture.nodes:
        x, y = (float(n) for n in at[names[node.id]].split(","))
        block = boxes[node.id]
        items += [moved(item, x - block.w / 2, high - y - block.h / 2) for item in block.items]
    for edge in placed.get("edges", ()):
        if "lp" in edge:
            x, y = (float(n) for n in edge["lp"].split(","))
            block = labels[int(edge["id"])]
            items += [moved(item, x - block.w / 2, high - y - block.h / 2) for item in block.items]
    return Block(wide, high, tuple(items))


def _said(picture: Picture, edge: Edge) -> str:
    back = f"; {edge.back} it" if edge.back else ""
    return f"{picture.node(edge.tail).title} to {picture.node(edge.head).title}: {', '.join(edge.labels)}{back}"


def _label(edge: Edge, widest: float) -> Block:
    colour = STROKES[edge.kind].colour
    colour = colour if contrast(colour, PAPER) >= READABLE else MUTED
    lines = [line for label in edge.labels[:6] for line in wrap(label, widest, SIZE, False, 4)]
    if len(edge.labels) > 6:
        lines.append(f"and {len(edge.labels) - 6} more")
    forth = len(lines)
    lines += wrap(f"{edge.back} it" if edge.back else "", widest, SIZE, False, 2)
    wide = max(width(line, SIZE) for line in lines) + 3
    high = LEAD * len(lines) + 1
    texts = [
        Text(wide / 2, 6.6 + LEAD * n, line, SIZE, fill=colour if n < forth else MUTED, anchor="middle")
        for n, line in enumerate(lines)
    ]
    return Block(wide, high, (Open("tie"), Box(0, 0, wide, high, PAPER), *texts, Close()))


def _source(picture: Picture, boxes: dict[str, Block], labels: list[Block], names: dict[str, str], attempt: Try) -> str:
    """The graph to place: boxes and labels as empty rectangles of their measured sizes."""
    lines = [
        "digraph {",
        f"graph [rankdir=BT, nodesep={attempt.between / 72:.3f}, ranksep=0.16, margin=0, pad=0, splines=true]",
        'node [shape=box, fixedsize=true, label=""] edge [arrowsize=0.55]',
    ]
    for node in picture.nodes:
        block = boxes[node.id]
        lines.append(f"{names[node.id]} [width={block.w / 72:.4f}, height={block.h / 72:.4f}]")
    for number, (edge, label) in enumerate(zip(picture.edges, labels, strict=True)):
        low, high, back = _ranked(edge, picture)
        size = f'FIXEDSIZE="TRUE" WIDTH="{label.w + 7:.0f}" HEIGHT="{label.h + 1:.0f}"'
        table = f'<<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0" {size}><TR><TD></TD></TR></TABLE>>'
        way = "dir=both, " if edge.back else "dir=back, " if back else ""
        lines.append(f'{names[low]} -> {names[high]} [{way}id="{number}", label={table}]')
    return "\n".join([*lines, "}"])


def _ranked(edge: Edge, picture: Picture) -> tuple[str, str, bool]:
    """The lower and the upper body of an edge, and whether the edge points down: whoever fills, consents or is
    answered to stands lower; bodies outside to which something goes stand on top."""
    if edge.kind in ("fills", "consents", "refers"):
        return edge.tail, edge.head, False
    if picture.node(edge.head).kind == "outside":
        return edge.tail, edge.head, False
    return edge.head, edge.tail, True


def _placed(source: str) -> dict[str, Any]:
    import pygraphviz

    with own_fonts(needed=False):
        graph = pygraphviz.AGraph(string=source)
        found = json.loads(graph.draw(format="json0", prog="dot"))
        graph.close()
    return dict(found)


def _drawn_line(edge: dict[str, Any], tie: Edge, high: float) -> list[Item]:
    """The line with its heads: that at the end in the line's colour, that of an answer in grey."""
    stroke = STROKES[tie.kind]
    curve: list[Point] = []
    tips: dict[str, Point] = {}
    for part in edge["pos"].split():
        bits = part.split(",")
        point = (float(bits[-2]), high - float(bits[-1]))
        if len(bits) == 3:
            tips[bits[0]] = point
        else:
            curve.append(point)
    items: list[Item] = [Line(tuple(curve), stroke.colour, stroke.width, stroke.dash, curved=True)]
    if "e" in tips:
        items.append(arrow(curve[-1], tips["e"], stroke.colour, HEAD))
    if "s" in tips:
        colour = STROKES["answers"].colour if tie.back else stroke.colour
        items.append(arrow(curve[0], tips["s"], colour, HEAD))
    return items
