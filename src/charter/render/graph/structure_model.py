"""A picture before it is drawn: who is in it, who does what to whom, and how decisions pass. Data only."""

from __future__ import annotations

from attrs import frozen


@frozen
class Chunk:
    """Seats that belong together: how many (None: not stated), and the words beside them."""

    count: int | None
    label: str


@frozen
class Strip:
    """Seats that are filled in the same way, under a heading (empty where the one chunk says it all)."""

    how: str
    heading: str
    chunks: tuple[Chunk, ...]

    @property
    def total(self) -> int:
        """The seats of the strip that are known."""
        return sum(chunk.count or 0 for chunk in self.chunks)


@frozen
class Node:
    """A body. `kind`: organ, office, outside, members. `lines` are small print below the seats; `line` is where its
    clause stands in the charter's file."""

    id: str
    name: str
    title: str
    kind: str
    strips: tuple[Strip, ...] = ()
    lines: tuple[str, ...] = ()
    seats: int | None = None
    line: int | None = None


@frozen
class Edge:
    """Somebody does something to somebody. `kind` is a key of `palette.STROKES`; `labels` say what, one fact each.

    `back` says what goes the other way (the head reports to the tail), drawn on the same line; empty: nothing.
    """

    tail: str
    head: str
    kind: str
    labels: tuple[str, ...]
    back: str = ""


@frozen
class Item:
    """A decision on a path, with the small print below it (who proposes), and the line of its clause."""

    name: str
    title: str
    note: str = ""
    line: int | None = None


@frozen
class StepMark:
    """One step: in which body, and what it needs, in words."""

    node: str
    words: str


@frozen
class DecisionPath:
    """Decisions that pass through the same steps."""

    items: tuple[Item, ...]
    marks: tuple[StepMark, ...]


@frozen
class Picture:
    """The structure of an institution, ready to be laid out. Node ids are unique; edges and marks name them."""

    name: str
    title: str
    description: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    paths: tuple[DecisionPath, ...]
    notes: tuple[str, ...] = ()

    def node(self, wanted: str) -> Node:
        """The node of that id.

        Raises:
            KeyError: there is none.
        """
        for node in self.nodes:
            if node.id == wanted:
                return node
        raise KeyError(wanted)

    @property
    def fillings(self) -> tuple[str, ...]:
        """The ways of filling seats that occur, in the order of the palette."""
        from charter.render.drawing.palette import FILLS

        used = {strip.how for node in self.nodes for strip in node.strips}
        return tuple(how for how in FILLS if how in used)

    @property
    def edge_kinds(self) -> tuple[str, ...]:
        """The kinds of edges that occur, in the order of the palette."""
        from charter.render.drawing.palette import STROKES

        used = {edge.kind for edge in self.edges}
        return tuple(kind for kind in STROKES if kind in used)
