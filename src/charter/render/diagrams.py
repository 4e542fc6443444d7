"""Any figure or chart, by the name of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from charter.dsl.model import Charter, Institution
from charter.errors import WrongUseError
from charter.render.diagram import DPI, Diagram, draw

if TYPE_CHECKING:
    from charter.dsl.sweep import Sweep


def diagram(
    kind: str,
    institution: Institution | None,
    charter: Charter,
    name: str | None = None,
    theme: str = "default",
    others: Sequence[Charter] = (),
    explored: Sequence[Sweep] = (),
) -> Diagram:
    """A figure or chart of an institution (None will do for a landscape), ready for `draw`.

    `kind` is one of `registry.names()`; `name` is the decision, obligation, organ or landscape to show; where there is
    only one, it can be left out. `others` are charters to compare with, for `compare`; `explored` are parameters, for
    `tradeoff` (`charter.dsl.sweep.sweeps`).

    Raises:
        NothingToDrawError: the charter has nothing for it, no such decision or obligation, or several and no name.
        ValueError: there is no such kind or theme.
    """
    from attrs import evolve

    from charter.names import THEMES
    from charter.render import registry
    from charter.render.kind import DrawRequest
    from charter.render.words.names import own_words

    entry = registry.entry(kind)
    if theme not in THEMES:
        raise WrongUseError(f"no theme {theme!r}: choose one of {', '.join(THEMES)}")
    if entry.kind.of_charter:
        return evolve(entry.draw(DrawRequest(charter, None, name, others, explored)), theme=theme)
    wanted = DrawRequest(charter, institution, name, others, explored)
    with own_words(wanted.owner, charter):
        return evolve(entry.draw(wanted), theme=theme)


def subjects(kind: str, institution: Institution | None, charter: Charter) -> tuple[str | None, ...]:
    """What there is to draw of a kind; see `registry.FigureEntry.subjects`."""
    from charter.render import registry

    return registry.entry(kind).subjects(charter, institution)


def render(institution: Institution, charter: Charter, fmt: str = "svg", *, dpi: int = DPI) -> bytes:
    """The structure of an institution as `svg`, `png` (at `dpi` dots an inch), `pdf`, `dot` or `mermaid`.

    Equal input gives equal bytes with the same fonts on the machine; SVG, DOT and Mermaid do not depend on fonts.

    Raises:
        ValueError: the format is none of `names.FIGURE_FORMATS`, or the resolution is out of range.
        NoFontsError: PNG or PDF on a machine without any font.
    """
    from charter.render.figures.structure import structure

    return draw(structure(institution, charter), fmt, dpi=dpi)
