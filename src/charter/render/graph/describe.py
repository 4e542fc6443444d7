"""The picture in words, for readers who do not see it."""

from __future__ import annotations

from charter.render.drawing.text import bounded
from charter.render.graph.structure_model import DecisionPath, Edge, Node
from charter.text.wording import listed, number

LONGEST = 6000
"""Characters of a description; a longer one is cut."""


def describe(
    title: str,
    nodes: tuple[Node, ...],
    edges: tuple[Edge, ...],
    paths: tuple[DecisionPath, ...],
    notes: tuple[str, ...],
) -> str:
    """What the picture shows, in plain sentences: the organs with their seats, the ties, the decisions."""
    titles = {node.id: node.title for node in nodes}
    organs = [node for node in nodes if node.kind == "organ"]
    decisions = sum(len(path.items) for path in paths)
    sentences = [f"{title}: {number(len(organs), 'organ')} and {number(decisions, 'decision')}."]
    sentences += [_organ_sentence(node) for node in organs]
    sentences += [
        f"{titles[edge.tail]} to {titles[edge.head]}: {listed(edge.labels)}"
        + (f"; {titles[edge.head]} {edge.back} {titles[edge.tail]}." if edge.back else ".")
        for edge in edges
    ]
    sentences += [_path_sentence(path, titles) for path in paths]
    tied = {end for edge in edges for end in (edge.tail, edge.head)}
    tied |= {mark.node for path in paths for mark in path.marks}
    sentences += [f"{node.title}, without a tie." for node in nodes if node.kind != "organ" and node.id not in tied]
    sentences += [note + "." for note in notes]
    return bounded(" ".join(sentences), LONGEST)


def _organ_sentence(node: Node) -> str:
    parts = [strip.heading or strip.chunks[0].label for strip in node.strips]
    parts += node.lines
    seats = f", {number(node.seats, 'seat')}" if node.seats is not None else ""
    return f"{node.title}{seats}" + (f": {'; '.join(parts)}." if parts else ".")


def _path_sentence(path: DecisionPath, titles: dict[str, str]) -> str:
    what = listed(item.title for item in path.items)
    if not path.marks:
        return f"Steps not stated: {what}."
    steps = ", then ".join(f"{titles[mark.node]} ({mark.words})" for mark in path.marks)
    return f"Through {steps}: {what}."
