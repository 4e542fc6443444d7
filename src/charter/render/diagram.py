"""What every kind of diagram is made into: a drawing, and the same as boxes and arrows."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from charter.dsl.model import Citation, Institution
from charter.dsl.syntax.source import Span
from charter.render.drawing.scene import Scene
from charter.render.drawing.text import bounded, clean
from charter.render.graph.flow import FlowChart
from charter.render.graph.structure_model import Picture

LONGEST = 6000


class NothingToDrawError(ValueError):
    """The charter says nothing that this kind of diagram could show; the message says what is missing."""


@frozen
class Diagram:
    """A diagram: `kind` and the `name` of what it shows (an institution, or a decision of one), its drawing, its boxes
    and arrows (None: a chart has none). `file` is the charter's, for links; `picture` that of a structure."""

    kind: str
    name: str
    title: str
    file: str
    scene: Scene
    flow: FlowChart | None
    theme: str = "default"
    picture: Picture | None = None

    def _repr_svg_(self) -> str:
        """The drawing, for notebooks."""
        from charter.render.figure import to_svg

        return to_svg(self)


def cites(citations: Iterable[Citation]) -> str:
    """The articles of a clause: "statute VI.A.1; statute VI.E"."""
    return "; ".join(dict.fromkeys(clean(str(each)) for each in citations))


def described(sentences: Iterable[str]) -> str:
    """Sentences as the description of a drawing; each ends with a full stop."""
    said = (clean(sentence).rstrip(".") for sentence in sentences)
    return bounded(" ".join(f"{sentence}." for sentence in said if sentence), LONGEST)


def caption(institution: Institution) -> str:
    """Where what is shown comes from."""
    sources = [
        clean(source.title or source.name) + (" (not checked against the original)" if source.unverified else "")
        for source in institution.sources
    ]
    if sources:
        return f"Source{'s' if len(sources) > 1 else ''}: {'; '.join(sources)}."
    proposed = institution.status is not None and institution.status.value == "proposed"
    return "Source: the charter itself, a proposal." if proposed else "Source: the charter itself; it names none."


def line_of(span: Span, file: str) -> int | None:
    """The line of a clause, where it stands in that file."""
    return span.line if span.file == file else None
