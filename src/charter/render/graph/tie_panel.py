"""The upper panel: bodies and the ties between them. Graphviz places what is measured here; nothing of the
charter's text reaches it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from attrs import evolve, frozen

from charter.render.drawing.palette import MUTED, PAPER, STROKES, contrast
from charter.render.drawing.scene import Box, CloseGroup, Item, Line, OpenGroup, Point, Text, arrow, flattened, moved
from charter.render.drawing.text import width, wrap
from charter.render.graph.boxes import DrawnBody, box_of
from charter.render.graph.merged_nodes import Bundle, alike, block_of, shown_edges, singles
from charter.render.graph.placing import gap, place
from charter.render.graph.structure_model import Edge, Picture
from charter.text.wording import listed

SIZE, LEAD = 7.0, 8.6
READABLE = 4.5
LOOP = 52.0
HEAD = 5.5
SLACK = 2.0
FOLDS = 3
BEYOND = 1.14
HIGHEST = 2.4

Fold: TypeAlias = tuple[str, str]
"""Two boxes of one row of which the second is to stand higher."""


@frozen
class Try:
    """One way to measure the parts: the widest box, the widest label, the room between boxes (points); whether lines
    carry numbers instead of words."""

    box: float
    label: float
    between: float
    numbered: bool = False


TRIES = tuple(
    Try(box, label, between)
    for box in (330, 280, 232, 205, 180, 160, 146)
    for label, between in ((84, 12), (60, 9), (46, 6))
)


def ties_panel(picture: Picture, target: float) -> DrawnBody:
    """The panel at about `target` points in width.

    By the first try that fits, since what follows is narrower and higher: with every body by itself, then with bodies
    that are alike in one frame, then with rows that are too wide folded. Where the lines have too many words to fit
    at all, the words stand below, numbered.
    """
    plain, framed = singles(picture), alike(picture)
    for bundles in (plain, framed) if framed != plain else (plain,):
        for attempt in TRIES:
            block = _panel(picture, bundles, attempt)
            if block.w <= target + SLACK and block.h <= HIGHEST * target and not _crossings(block):
                return block
    found: list[tuple[float, DrawnBody]] = []
    for numbered in (False, True):
        found += [_folded(picture, framed, evolve(one, numbered=numbered), target) for one in TRIES[1::4]]
        best = min(found, key=lambda each: each[0])[1]
        if best.w <= BEYOND * target:
            break
    return best


def _cost(block: DrawnBody, target: float) -> float:
    """What a panel costs the reader: width beyond the page before all, then height."""
    beyond = max(0.0, block.w - BEYOND * target)
    fit = 3 * max(0.0, block.w - target) + 20 * beyond + block.h + max(0.0, block.h - 1.1 * target)
    return fit + 150 * _crossings(block)


def _crossings(block: DrawnBody) -> int:
    """How many lines go beneath the words of another."""
    lines, labels, role = [], [], ""
    for item in block.items:
        if isinstance(item, OpenGroup):
            role = item.role
        elif isinstance(item, Line) and role == "edge" and item.curved:
            lines.append(flattened(item.points, 8))
        elif isinstance(item, Box) and role == "tie":
            labels.append(item)
    return sum(
        any(b.x + 1 < x < b.x + b.w - 1 and b.y + 1 < y < b.y + b.h - 1 for x, y in line)
        for line in lines
        for b in labels
    )


def _folded(picture: Picture, bundles: tuple[Bundle, ...], attempt: Try, target: float) -> tuple[float, DrawnBody]:
    """The cheapest of what comes out when the widest row is put on two rows, as often as that helps."""
    rows: list[Fold] = []
    best: tuple[float, DrawnBody] | None = None
    for _ in range(FOLDS):
        block = _panel(picture, bundles, attempt, rows, target)
        if best is None or _cost(block, target) < best[0]:
            best = (_cost(block, target), block)
        if block.w <= target + SLACK:
            break
    assert best is not None
    return best


def _panel(
    picture: Picture,
    bundles: tuple[Bundle, ...],
    attempt: Try,
    folds: list[Fold] | None = None,
    target: float = 0.0,
) -> DrawnBody:
    """The panel. Where its widest row is wider than `target`, a fold for it is added to `folds`."""
    boxes = {node.id: box_of(node, attempt.box) for node in picture.nodes}
    blocks = {bundle.ids[0]: block_of(bundle, boxes, 2.6 * attempt.box) for bundle in bundles}
    edges = shown_edges(picture, bundles)
    keys = _keys(edge for _, edge in edges) if attempt.numbered else {}
    labels = {n: _label(edge, attempt, keys) for n, edge in edges}
    names = {id_: f"n{i}" for i, id_ in enumerate(blocks)}
    placed = place(_source(picture, blocks, edges, labels, names, attempt, folds or ()))
    wide, high = (float(n) for n in placed["bb"].split(",")[2:])
    if folds is not None and wide > target:
        folds += _fold(placed, {names[id_]: block.w for id_, block in blocks.items()})
    drawn = [edge for edge in placed.get("edges", ()) if "id" in edge]
    items: list[Item] = []
    for edge in drawn:
        tie = picture.edges[int(edge["id"])]
        items += [OpenGroup("edge", "", _said(picture, tie, bundles)), *_drawn_line(edge, tie, high), CloseGroup()]
    at = {thing["name"]: thing["pos"] for thing in placed["objects"] if "pos" in thing}
    for id_, block in blocks.items():
        items += _centred(block, at[names[id_]], high)
    for edge in drawn:
        if "lp" in edge:
            items += _centred(labels[int(edge["id"])], edge["lp"], high)
    return _with_keys(DrawnBody(wide, high, tuple(items)), keys, target)


def _centred(block: DrawnBody, pos: str, high: float) -> list[Item]:
    x, y = (float(n) for n in pos.split(","))
    return [moved(item, x - block.w / 2, high - y - block.h / 2) for item in block.items]


def _keys(edges: Iterable[Edge]) -> dict[tuple[tuple[str, ...], str], int]:
    """A number for every wording that occurs on the lines."""
    found: dict[tuple[tuple[str, ...], str], int] = {}
    for edge in edges:
        found.setdefault((edge.labels, edge.back), len(found) + 1)
    return found


def _with_keys(block: DrawnBody, keys: dict[tuple[tuple[str, ...], str], int], target: float) -> DrawnBody:
    """The panel with the words of the numbered lines below it."""
    if not keys:
        return block
    words = "; ".join(
        f"{number} = {', '.join(labels)}" + (f" ({back} it)" if back else "") for (labels, back), number in keys.items()
    )
    wide, y = max(block.w, target), block.h + 4
    items: list[Item] = [OpenGroup("keys")]
    for line in wrap(words, wide, SIZE, False, 40, 4000):
        items.append(Text(0, y + 7, line, SIZE, fill=MUTED))
        y += LEAD + 0.6
    return DrawnBody(wide, y + 2, (*block.items, *items, CloseGroup()))


def _said(picture: Picture, edge: Edge, bundles: tuple[Bundle, ...]) -> str:
    back = f"; {edge.back} it" if edge.back else ""
    tail, head = (
        listed(picture.node(id_).title for id_ in next(b.ids for b in bundles if end in b.ids))
        for end in (edge.tail, edge.head)
    )
    return f"{tail} to {head}: {', '.join(edge.labels)}{back}"


def _label(edge: Edge, attempt: Try, keys: dict[tuple[tuple[str, ...], str], int]) -> DrawnBody:
    """The words of a line, or their number."""
    if keys:
        return _lettered(edge, [str(keys[edge.labels, edge.back])], 1)
    widest = min(attempt.label, LOOP) if edge.tail == edge.head else attempt.label
    lines = [line for label in edge.labels[:6] for line in wrap(label, widest, SIZE, False, 4)]
    if len(edge.labels) > 6:
        lines.append(f"and {len(edge.labels) - 6} more")
    forth = len(lines)
    lines += wrap(f"{edge.back} it" if edge.back else "", widest, SIZE, False, 2)
    return _lettered(edge, lines, forth)


def _lettered(edge: Edge, lines: list[str], forth: int) -> DrawnBody:
    colour = STROKES[edge.kind].colour
    colour = colour if contrast(colour, PAPER) >= READABLE else MUTED
    wide = max(width(line, SIZE) for line in lines) + 3
    high = LEAD * len(lines) + 1
    texts = [
        Text(wide / 2, 6.6 + LEAD * n, line, SIZE, fill=colour if n < forth else MUTED, anchor="middle")
        for n, line in enumerate(lines)
    ]
    return DrawnBody(wide, high, (OpenGroup("tie"), Box(0, 0, wide, high, PAPER), *texts, CloseGroup()))


def _source(
    picture: Picture,
    blocks: dict[str, DrawnBody],
    edges: list[tuple[int, Edge]],
    labels: dict[int, DrawnBody],
    names: dict[str, str],
    attempt: Try,
    folds: Iterable[Fold],
) -> str:
    """The graph to place: boxes and labels as empty rectangles of their measured sizes."""
    lines = [
        "digraph {",
        f"graph [rankdir=BT, nodesep={attempt.between / 72:.3f}, ranksep=0.16, margin=0, pad=0, splines=true]",
        'node [shape=box, fixedsize=true, label=""] edge [arrowsize=0.55]',
    ]
    for id_, block in blocks.items():
        lines.append(f"{names[id_]} [width={block.w / 72:.4f}, height={block.h / 72:.4f}]")
    for number, edge in edges:
        label = labels[number]
        low, high, back = _ranked(edge, picture)
        room = gap(round(label.w + 7), round(label.h + 1))
        way = "dir=both, " if edge.back else "dir=back, " if back else ""
        lines.append(f'{names[low]} -> {names[high]} [{way}id="{number}", {room}]')
    lines += [f"{low} -> {high} [style=invis, weight=0]" for low, high in folds]
    return "\n".join([*lines, "}"])


def _fold(placed: dict[str, Any], widths: dict[str, float]) -> list[Fold]:
    """Every second box of the widest row above its neighbours (below them, where nothing stands beneath)."""
    rows: dict[float, list[tuple[float, str]]] = {}
    for thing in placed["objects"]:
        if thing["name"] in widths:
            x, y = (float(n) for n in thing["pos"].split(","))
            rows.setdefault(round(y), []).append((x, thing["name"]))
    row = [name for _, name in sorted(max(rows.values(), key=lambda row: sum(widths[name] for _, name in row)))]
    objects = [thing["name"] for thing in placed["objects"]]
    fed = {objects[edge["head"]] for edge in placed.get("edges", ())}
    pairs = [(row[n - 1], row[n]) for n in range(1, len(row), 2)] + [
        (row[n + 1], row[n]) for n in range(1, len(row) - 1, 2)
    ]
    below = not any(name in fed for name in row[1::2])
    return [(high, low) if below else (low, high) for low, high in pairs]


def _ranked(edge: Edge, picture: Picture) -> tuple[str, str, bool]:
    """The lower and the upper body of an edge, and whether the edge points down: whoever fills, consents or is
    answered to stands lower; bodies outside to which something goes stand on top."""
    if edge.kind in ("fills", "consents", "refers"):
        return edge.tail, edge.head, False
    if picture.node(edge.head).kind == "outside":
        return edge.tail, edge.head, False
    return edge.head, edge.tail, True


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
