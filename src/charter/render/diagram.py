"""What every kind of diagram is made into: a drawing, and the same as boxes and arrows; and its bytes in a format."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from charter.dsl.model import Citation, Institution
from charter.dsl.syntax.source import Span
from charter.errors import CharterError, WrongUseError
from charter.names import FIGURE_FORMATS
from charter.render.drawing.scene import Scene
from charter.render.drawing.text import bounded, clean
from charter.render.graph.flow import FlowChart
from charter.render.graph.structure_model import Picture

DPI = 200
LONGEST = 6000


class NothingToDrawError(CharterError, ValueError):
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


def draw(
    drawn: Picture | Diagram, fmt: str = "svg", *, dpi: int = DPI, theme: str | None = None, base: str | None = None
) -> bytes:
    """A picture or diagram in one of `names.FIGURE_FORMATS`; see `render`.

    `theme` is one of `names.THEMES` (None: the diagram's own); with `base`, the address of the charter's text,
    boxes of an SVG are links to the lines of their clauses (`base#L12`).

    Raises:
        ValueError: no such format or theme, a resolution out of range, a base that is no address.
        NoFontsError: PNG or PDF on a machine without any font.
    """
    if fmt not in FIGURE_FORMATS:
        raise WrongUseError(f"no format {fmt!r}: choose one of {', '.join(FIGURE_FORMATS)}")
    if fmt == "dot":
        from charter.render.graph.dot import flow_dot, to_dot

        picture = drawn if isinstance(drawn, Picture) else drawn.picture
        if picture is not None:
            return to_dot(picture).encode()
        assert isinstance(drawn, Diagram)
        return flow_dot(_boxes(drawn)).encode()
    if fmt == "mermaid":
        from charter.render.graph.flow import flow_of
        from charter.render.graph.mermaid import to_mermaid

        return to_mermaid(flow_of(drawn) if isinstance(drawn, Picture) else _boxes(drawn)).encode()
    scene = _scene(drawn, theme)
    if fmt == "svg":
        from charter.render.drawing.svg import to_svg_text

        return to_svg_text(scene, _prefix(drawn), base, follows=_theme(drawn, theme) == "auto").encode()
    from charter.render.drawing.raster import to_pdf_bytes, to_png_bytes

    return to_png_bytes(scene, dpi) if fmt == "png" else to_pdf_bytes(scene)


def _boxes(drawn: Diagram) -> FlowChart:
    if drawn.flow is None:
        raise WrongUseError("a chart has no boxes and arrows: choose svg, png or pdf")
    return drawn.flow


def inline(drawn: Picture | Diagram, prefix: str, theme: str | None = None) -> str:
    """An SVG to stand in a page beside others: its ids begin with `prefix`."""
    from charter.render.drawing.svg import to_svg_text

    return to_svg_text(_scene(drawn, theme), prefix, follows=_theme(drawn, theme) == "auto")


def _scene(drawn: Picture | Diagram, theme: str | None) -> Scene:
    from charter.render.drawing.themes import themed
    from charter.render.graph.layout import scene_of

    scene = scene_of(drawn) if isinstance(drawn, Picture) else drawn.scene
    return themed(scene, _theme(drawn, theme))


def _theme(drawn: Picture | Diagram, theme: str | None) -> str:
    return theme or (drawn.theme if isinstance(drawn, Diagram) else "default")


def _prefix(drawn: Picture | Diagram) -> str:
    """What the ids of an SVG begin with, so that several can stand in one page."""
    kind = "structure" if isinstance(drawn, Picture) else drawn.kind
    name = "".join(char for char in drawn.name if char.isascii() and char.isalnum())[:40]
    return f"{kind}-{name.lower() or 'figure'}"


def unlettered(drawn: Diagram) -> str:
    """The letters for which a PNG or PDF has boxes, since no font on this machine has them."""
    from charter.render.drawing.fonts import covering

    return covering(drawn.scene.letters)[1]


def to_svg(drawn: Picture | Diagram) -> str:
    """The picture as an SVG document: real text, title, description, nothing active."""
    return draw(drawn, "svg").decode()


def to_png(drawn: Picture | Diagram, dpi: int = DPI) -> bytes:
    """The picture as PNG."""
    return draw(drawn, "png", dpi=dpi)


def to_pdf(drawn: Picture | Diagram) -> bytes:
    """The picture as PDF of one page in its own size."""
    return draw(drawn, "pdf")
