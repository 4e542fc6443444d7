"""The kinds of diagrams, and what a charter has for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from charter.dsl.model import Charter, Institution
from charter.errors import WrongUseError
from charter.render.diagram import DPI, Diagram, NothingToDrawError, draw
from charter.render.drawing.text import clean, titled

if TYPE_CHECKING:
    from charter.dsl.sweep import Sweep

KINDS = ("structure", "decision", "enforcement", "funding", "adoption", "landscape", "reform")
"""The diagrams; `charter.render.charts.CHARTS` are the charts."""


def diagram(
    kind: str,
    institution: Institution | None,
    charter: Charter,
    name: str | None = None,
    theme: str = "default",
    others: Sequence[Charter] = (),
    explored: Sequence[Sweep] = (),
) -> Diagram:
    """A diagram or chart of an institution (None will do for a landscape), ready for `figure.draw`.

    `name` is the decision, obligation, organ or landscape to show; where the institution has only one, it can be left
    out. `others` are charters to compare with, for the chart `compare`; `explored` are parameters, for `tradeoff`
    (`charter.dsl.sweep.sweeps`).

    Raises:
        NothingToDrawError: the charter has nothing for it, no such decision or obligation, or several and no name.
        ValueError: there is no such kind or theme.
    """
    from attrs import evolve

    from charter.render.charts import CHARTS, chart
    from charter.render.drawing.themes import THEMES
    from charter.render.words.names import own_words

    if kind not in (*KINDS, *CHARTS):
        raise WrongUseError(f"no diagram {kind!r}: choose one of {', '.join((*KINDS, *CHARTS))}")
    if theme not in THEMES:
        raise WrongUseError(f"no theme {theme!r}: choose one of {', '.join(THEMES)}")
    if kind in CHARTS:
        return evolve(chart(kind, institution, charter, name, others, explored), theme=theme)
    if kind == "landscape":
        return evolve(_landscape(charter, name), theme=theme)
    if institution is None:
        raise NothingToDrawError("this charter has no institution to draw")
    with own_words(institution, charter):
        return evolve(_MAKERS[kind](institution, charter, name), theme=theme)


def subjects(kind: str, institution: Institution | None, charter: Charter) -> tuple[str | None, ...]:
    """What there is to draw of a kind: names of decisions, obligations, organs or landscapes; (None,) where the
    institution itself is what is drawn; nothing where there is nothing."""
    from charter.render.charts import CHARTS
    from charter.render.charts.subjects import subjects_of

    if kind in CHARTS:
        return subjects_of(kind, institution, charter)
    if kind == "landscape":
        return tuple(each.name for each in charter.landscapes)
    if institution is None:
        return ()
    if kind == "decision":
        return tuple(each.name for each in institution.decisions)
    if kind == "enforcement":
        return tuple(each.name for each in institution.obligations)
    able = {
        "structure": True,
        "funding": institution.funding is not None or bool(institution.funds),
        "adoption": institution.adoption is not None,
        "reform": institution.reform_of is not None,
    }
    return (None,) if able.get(kind) else ()


def _structure(institution: Institution, charter: Charter, name: str | None) -> Diagram:
    from charter.render.figures.structure import structure
    from charter.render.graph.flow import flow_of
    from charter.render.graph.layout import scene_of

    picture = structure(institution, charter)
    scene = scene_of(picture)
    return Diagram("structure", picture.name, scene.title, charter.file, scene, flow_of(picture), picture=picture)


def _decision(institution: Institution, charter: Charter, name: str | None) -> Diagram:
    from charter.render.figures.decision import decision_diagram

    known = {each.name: each for each in institution.decisions}
    return decision_diagram(
        institution, charter, known[_named("decision", name, list(known), titled(institution.label))]
    )


def _enforcement(institution: Institution, charter: Charter, name: str | None) -> Diagram:
    from charter.render.figures.enforcement import enforcement_diagram

    known = {each.name: each for each in institution.obligations}
    return enforcement_diagram(
        institution, charter, known[_named("obligation", name, list(known), titled(institution.label))]
    )


def _named(what: str, name: str | None, known: list[str], whose: str) -> str:
    """The one that is meant, where it is said or where there is only one."""
    if not known:
        raise NothingToDrawError(f"{whose} has no {what} to draw")
    if name is None and len(known) == 1:
        return known[0]
    if name in known:
        return name
    shown = f"{', '.join(clean(each) for each in known[:3])}{', …' * (len(known) > 3)}"
    if name is None:
        raise NothingToDrawError(f"say which {what}; here are {shown}")
    raise NothingToDrawError(f"there is no {what} `{clean(name)}`; here are {shown}")


NAMED = ("decision", "enforcement", "landscape")
"""The kinds that are drawn of something with a name."""


def _funding(institution: Institution, charter: Charter, name: str | None) -> Diagram:
    from charter.render.figures.funding import funding_diagram

    return funding_diagram(institution, charter)


def _adoption(institution: Institution, charter: Charter, name: str | None) -> Diagram:
    from charter.render.figures.adoption import adoption_diagram

    return adoption_diagram(institution, charter)


def _reform(institution: Institution, charter: Charter, name: str | None) -> Diagram:
    from charter.render.figures.reform import reform_diagram

    return reform_diagram(institution, charter)


def _landscape(charter: Charter, name: str | None) -> Diagram:
    from charter.render.figures.landscape import landscape_diagram

    known = {each.name: each for each in charter.landscapes}
    return landscape_diagram(charter, known[_named("landscape", name, list(known), "This charter")])


_MAKERS: dict[str, Callable[[Institution, Charter, str | None], Diagram]] = {
    "structure": _structure,
    "decision": _decision,
    "enforcement": _enforcement,
    "funding": _funding,
    "adoption": _adoption,
    "reform": _reform,
}


def render(institution: Institution, charter: Charter, fmt: str = "svg", *, dpi: int = DPI) -> bytes:
    """The structure of an institution as `svg`, `png` (at `dpi` dots an inch), `pdf`, `dot` or `mermaid`.

    Equal input gives equal bytes with the same fonts on the machine; SVG, DOT and Mermaid do not depend on fonts.

    Raises:
        ValueError: the format is none of `FORMATS`, or the resolution is out of range.
        NoFontsError: PNG or PDF on a machine without any font.
    """
    from charter.render.figures.structure import structure

    return draw(structure(institution, charter), fmt, dpi=dpi)
