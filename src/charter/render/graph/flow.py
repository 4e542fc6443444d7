"""A diagram as boxes and arrows without a place, for DOT and Mermaid. Data only."""

from __future__ import annotations

from itertools import pairwise

from attrs import frozen

from charter.render.drawing.text import bounded
from charter.render.graph.structure_model import Picture
from charter.text.wording import listed


@frozen
class FlowBox:
    """A box. `kind`: body, outside, members, step, fact, missing."""

    id: str
    title: str
    lines: tuple[str, ...] = ()
    kind: str = "step"


@frozen
class Tie:
    """An arrow between two boxes; `dashed` where it is no way on but a tie of another sort."""

    tail: str
    head: str
    label: str = ""
    dashed: bool = False


@frozen
class FlowChart:
    """Boxes and arrows. `down` False: to the right."""

    title: str
    points: tuple[FlowBox, ...]
    ties: tuple[Tie, ...]
    down: bool = True


def chained(title: str, points: tuple[FlowBox, ...], ties: tuple[Tie, ...] = ()) -> FlowChart:
    """Boxes one after the other, with further ties."""
    following = tuple(Tie(a.id, b.id) for a, b in pairwise(points))
    return FlowChart(title, points, (*following, *ties))


def flow_of(picture: Picture) -> FlowChart:
    """The structure of an institution as boxes and arrows: bodies and ties, decisions with their steps."""
    kinds = {"organ": "body"}
    points = [FlowBox(node.id, node.title, _lines(node), kinds.get(node.kind, node.kind)) for node in picture.nodes]
    ties = []
    for edge in picture.edges:
        back = f"; {edge.back} it" if edge.back else ""
        ties.append(Tie(edge.tail, edge.head, f"{', '.join(edge.labels)}{back}", edge.kind not in ("fills", "refers")))
    for number, path in enumerate(picture.paths):
        here = f"decision:{number}"
        points.append(FlowBox(here, listed(item.title for item in path.items), (), "step"))
        ties += [Tie(here, mark.node, f"{n}. {mark.words}", True) for n, mark in enumerate(path.marks, 1)]
    return FlowChart(picture.title, tuple(points), tuple(ties))


def _lines(node: object) -> tuple[str, ...]:
    strips = getattr(node, "strips", ())
    found = []
    for strip in strips:
        found += [strip.heading] if strip.heading else []
        found += [bounded(chunk.label) for chunk in strip.chunks]
    return (*found, *getattr(node, "lines", ()))
