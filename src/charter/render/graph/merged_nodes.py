"""Bodies that have exactly the same ties, drawn side by side in one frame with one line for all of them."""

from __future__ import annotations

from attrs import frozen

from charter.render.drawing.palette import PAPER, RULE
from charter.render.drawing.scene import Box, CloseGroup, Item, OpenGroup, moved
from charter.render.graph.boxes import DrawnBody
from charter.render.graph.structure_model import Edge, Picture

GAP, PAD = 7.0, 6.0
TALLEST = 420.0


@frozen
class Bundle:
    """One thing to place: the ids of one body, or of several that are alike. The first stands for all in `edges`."""

    ids: tuple[str, ...]


def singles(picture: Picture) -> tuple[Bundle, ...]:
    """Every body by itself."""
    return tuple(Bundle((node.id,)) for node in picture.nodes)


def alike(picture: Picture) -> tuple[Bundle, ...]:
    """Bodies of one kind with the same ties to the same others together, where there are two or more of them."""
    ties: dict[str, list[tuple[object, ...]]] = {node.id: [] for node in picture.nodes}
    for edge in picture.edges:
        words = (edge.kind, edge.labels, edge.back)
        ties[edge.tail].append(("to", edge.head, *words))
        ties[edge.head].append(("from", edge.tail, *words))
    found: dict[object, list[str]] = {}
    for node in picture.nodes:
        looped = any(tie[1] == node.id for tie in ties[node.id])
        alone = looped or node.kind == "members"
        found.setdefault(node.id if alone else (node.kind, frozenset(ties[node.id])), []).append(node.id)
    return tuple(Bundle(tuple(ids)) for ids in found.values())


def shown_edges(picture: Picture, bundles: tuple[Bundle, ...]) -> list[tuple[int, Edge]]:
    """The edges to draw with their places in the picture: of a bundle's only those of its first body."""
    first = {bundle.ids[0] for bundle in bundles}
    return [(n, edge) for n, edge in enumerate(picture.edges) if {edge.tail, edge.head} <= first]


def block_of(bundle: Bundle, boxes: dict[str, DrawnBody], widest: float) -> DrawnBody:
    """The boxes of a bundle in rows, framed; a single box as it is."""
    blocks = [boxes[id_] for id_ in bundle.ids]
    if len(blocks) == 1:
        return blocks[0]
    rows: list[list[DrawnBody]] = [[]]
    for block in blocks:
        if rows[-1] and sum(b.w + GAP for b in rows[-1]) + block.w > widest - 2 * PAD:
            rows.append([])
        rows[-1].append(block)
    wide = max(sum(b.w + GAP for b in row) - GAP for row in rows) + 2 * PAD
    high = sum(max(b.h for b in row) + GAP for row in rows) - GAP + 2 * PAD
    items: list[Item] = [OpenGroup("bundle"), Box(0, 0, wide, high, PAPER, RULE, 0.9), CloseGroup()]
    y = PAD
    for row in rows:
        gap = GAP + (wide - 2 * PAD - sum(b.w + GAP for b in row) + GAP) / max(1, len(row) - 1) if len(row) > 1 else 0
        x = PAD
        for block in row:
            items += [moved(item, x, y) for item in block.items]
            x += block.w + gap
        y += max(b.h for b in row) + GAP
    return DrawnBody(wide, high, tuple(items))
