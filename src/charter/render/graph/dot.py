"""A picture as DOT, for those who lay it out themselves: bodies with their seats, ties, decisions as numbered paths.

The text is quoted by the graphviz package; HTML-like labels are built here, every text in them escaped.
"""

from __future__ import annotations

from html import escape

from charter.render.drawing.palette import BAND, BASE_BAND, FILLS, INK, LINE, PAPER, STEP, STROKES
from charter.render.drawing.text import bounded, wrap
from charter.render.graph.flow import FlowChart
from charter.render.graph.structure_model import Chunk, DecisionPath, Node, Picture

_ROOM, _SIZE = 200.0, 9.0
_MOST_CELLS = 20
_FONT = "Helvetica"


def to_dot(picture: Picture) -> str:
    """The picture as DOT source; ids are numbers of our own, so that no name of the charter is ever read as DOT."""
    import graphviz  # type: ignore[import-untyped]

    graph = graphviz.Digraph("structure", comment=None)
    graph.attr("graph", rankdir="BT", fontname=_FONT, label=graphviz.escape(picture.title), labelloc="t")
    graph.attr("node", shape="plain", fontname=_FONT, fontsize="9", fontcolor=INK)
    graph.attr("edge", fontname=_FONT, fontsize="8")
    names = {node.id: f"b{n}" for n, node in enumerate(picture.nodes)}
    for node in picture.nodes:
        graph.node(names[node.id], label=_body(node), tooltip=graphviz.escape(node.title))
    for edge in picture.edges:
        stroke = STROKES[edge.kind]
        graph.edge(
            names[edge.tail],
            names[edge.head],
            label=graphviz.escape("\n".join([*edge.labels, edge.back])),
            color=stroke.colour,
            fontcolor=INK,
            style="dashed" if stroke.dash else "solid",
        )
    for number, path in enumerate(picture.paths):
        graph.node(f"d{number}", label=_decisions(path))
        for step, mark in enumerate(path.marks, 1):
            words = graphviz.escape("\n".join(wrap(f"{step}. {mark.words}", 110, 8)))
            graph.edge(f"d{number}", names[mark.node], label=words, style="dotted", color=LINE, fontcolor=INK)
    return str(graph.source)


def flow_dot(flow: FlowChart) -> str:
    """Boxes and arrows as DOT source."""
    import graphviz

    graph = graphviz.Digraph("diagram", comment=None)
    way = "TB" if flow.down else "LR"
    graph.attr("graph", rankdir=way, fontname=_FONT, label=graphviz.escape(bounded(flow.title)), labelloc="t")
    graph.attr("node", shape="plain", fontname=_FONT, fontsize="9", fontcolor=INK)
    graph.attr("edge", fontname=_FONT, fontsize="8")
    names = {point.id: f"p{n}" for n, point in enumerate(flow.points)}
    for point in flow.points:
        rows = [f"<TR><TD>{_lines(point.title, bold=True)}</TD></TR>"]
        rows += [f'<TR><TD ALIGN="LEFT" BALIGN="LEFT">{_lines(line)}</TD></TR>' for line in point.lines]
        dashed = point.kind in ("missing", "outside")
        graph.node(names[point.id], label=_table(rows, PAPER, dashed), tooltip=graphviz.escape(bounded(point.title)))
    for tie in flow.ties:
        label = graphviz.escape("\n".join(wrap(tie.label, 130, 8)))
        style = "dashed" if tie.dashed else "solid"
        graph.edge(names[tie.tail], names[tie.head], label=label, style=style, color=LINE, fontcolor=INK)
    return str(graph.source)


def _lines(text: str, bold: bool = False) -> str:
    lines = "<BR/>".join(escape(line) for line in wrap(text, _ROOM, _SIZE, bold)) or " "
    return f"<B>{lines}</B>" if bold else lines


def _table(rows: list[str], paper: str, dashed: bool = False) -> str:
    style = ' STYLE="dashed"' if dashed else ""
    return (
        f'<<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3" COLOR="{LINE}" '
        f'BGCOLOR="{paper}"{style}>{"".join(rows)}</TABLE>>'
    )


def _body(node: Node) -> str:
    paper = {"members": BASE_BAND}.get(node.kind, PAPER)
    band = f' BGCOLOR="{BAND}"' if node.kind == "organ" else ""
    rows = [f"<TR><TD{band}>{_lines(node.title, bold=True)}</TD></TR>"]
    for strip in node.strips:
        if strip.heading:
            rows.append(f'<TR><TD ALIGN="LEFT" BALIGN="LEFT">{_lines(strip.heading)}</TD></TR>')
        rows += [f'<TR><TD ALIGN="LEFT" BALIGN="LEFT">{_seats(strip.how, chunk)}</TD></TR>' for chunk in strip.chunks]
    rows += [f'<TR><TD ALIGN="LEFT" BALIGN="LEFT">{_lines(line)}</TD></TR>' for line in node.lines]
    return _table(rows, paper, node.kind == "outside")


def _seats(how: str, chunk: Chunk) -> str:
    """Squares for seats (one where they are too many), then the words."""
    count = chunk.count or 1
    squares = "\u25a0" * (count if count <= _MOST_CELLS else 1)
    if how == "plenary":
        squares, colour = squares.replace("\u25a0", "\u25a1"), INK
    else:
        colour = FILLS.get(how, FILLS["plenary"]).colour
    return f'<FONT COLOR="{colour}">{squares}</FONT> {_lines(chunk.label)}'


def _decisions(path: DecisionPath) -> str:
    rows = [f'<TR><TD ALIGN="LEFT" BALIGN="LEFT">{_lines(item.title)}</TD></TR>' for item in path.items]
    return _table(rows, STEP)
