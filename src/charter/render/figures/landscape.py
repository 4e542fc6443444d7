"""Several institutions together: who does what in which field, with what force; what is needed and nobody does; who
is a member of which; how they are tied.

## What it shows

A row for each function in a field that somebody has or that is needed, and what force each institution does it with;
how many members the institutions share; their ties.

## When to use

For a few institutions in one field, to see overlaps and gaps at once; with more than about eight, `coverage` is easier
to read.

## What is not shown

How well anybody does it, and with what means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from charter.dsl.model import Charter, Institution
from charter.dsl.model.charter import Landscape
from charter.render.diagram import Diagram, NothingToDrawError, described
from charter.render.drawing.canvas import Canvas, fitted, legend
from charter.render.drawing.palette import ALARM
from charter.render.drawing.scene import Item, Scene, Text
from charter.render.drawing.text import bounded, clean, titled
from charter.render.graph.flow import FlowBox, FlowChart, Tie
from charter.render.kind import LANDSCAPE, DrawRequest, FigureKind
from charter.render.panels.landscape_parts import FITS, FORCE_WORDS, MandateCell, Row, fits, overlap_panel, table_panel
from charter.render.words.clauses import tie_words, who_words
from charter.render.words.names import spaced
from charter.text.wording import listed, number

if TYPE_CHECKING:
    from charter.analysis.mandates.coverage import Coverage

FORCES = {"binding": "B", "recommended": "R", "political": "P", "none": "–"}


KIND = FigureKind(LANDSCAPE, "landscape")


def subjects(charter: Charter, institution: Institution | None) -> tuple[str | None, ...]:
    """The landscapes."""
    return tuple(each.name for each in charter.landscapes)


def draw(wanted: DrawRequest) -> Diagram:
    """The diagram of a landscape."""
    known = {each.name: each for each in wanted.charter.landscapes}
    return landscape_diagram(wanted.charter, known[wanted.the_one(KIND.of, list(known))])


@frozen
class LandscapeContents:
    """What the figure shows: a table of functions, members in common, ties."""

    title: str
    source: str
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    members: tuple[tuple[str, ...] | None, ...]
    reach: tuple[str, ...]
    ties: tuple[tuple[str, str, str], ...]


def landscape_diagram(charter: Charter, landscape: Landscape) -> Diagram:
    """The diagram of a landscape.

    Raises:
        NothingToDrawError: none of what it includes can be found.
    """
    from charter.analysis.mandates.coverage import of_landscape

    title = titled(landscape.title or spaced(landscape.name))
    included = [each for each in (charter.institution(name) for name in landscape.includes) if each is not None]
    if not included:
        raise NothingToDrawError(f"{title} includes no institution that is described")
    found = of_landscape(charter, landscape)
    shown = LandscapeContents(
        title,
        _source(landscape, included),
        tuple(bounded(spaced(body.name), 60) for body in found.bodies),
        _rows(charter, found),
        tuple(body.parties for body in found.bodies),
        _reach(found),
        tuple(_ties(included)),
    )
    sentences = [f"{title}: {listed(titled(each.label) for each in included)}"]
    sentences += [_row_words(shown, row) for row in shown.rows]
    sentences += [*shown.reach, *(f"{tail} {verb} {head}" for tail, verb, head in shown.ties)]
    description = described([*sentences, shown.source])
    scene = fitted(lambda wide: _scene(shown, wide, description))
    return Diagram("landscape", clean(landscape.name), scene.title, charter.file, scene, _flow(shown))


def _source(landscape: Landscape, included: list[Institution]) -> str:
    own = [clean(each.title or each.name) for each in landscape.sources]
    texts = [f"the charters of {listed(clean(each.name) for each in included)}"]
    return f"Source: {'; '.join([*own, *texts])}."


def _rows(charter: Charter, coverage: Coverage) -> tuple[Row, ...]:
    """A row for each function in a field that somebody has or that is needed, the needed ones first."""
    domains = {each.name: each.title for each in charter.domains}
    rows = []
    for cell in sorted(coverage.cells, key=lambda cell: cell.need is None):
        held = {holding.body: holding for holding in reversed(cell.holdings)}
        cells = tuple(
            MandateCell(FORCES.get(held[body.name].task.force or "", "?"), held[body.name].fit)
            if body.name in held
            else None
            for body in coverage.bodies
        )
        name = f"{spaced(cell.function)} in {clean(domains.get(cell.domain) or '') or spaced(cell.domain)}"
        force = spaced(cell.need.force) if cell.need is not None and cell.need.force else ""
        rows.append(Row(bounded(name), cell.need is not None, force, cells, coverage.nobody))
    return tuple(rows)


def _reach(coverage: Coverage) -> tuple[str, ...]:
    """How many states are in all of them and in none."""
    if coverage.in_all is None or coverage.in_none is None:
        return ()
    of = f"of {number(coverage.universe, 'member')} of the United Nations"
    return (f"{len(coverage.in_all)} {of} are in all of them, {len(coverage.in_none)} in none.",)


def _ties(included: list[Institution]) -> list[tuple[str, str, str]]:
    found = []
    for each in included:
        for link in each.relations.links if each.relations is not None else ():
            found.append((spaced(each.name), tie_words(link.verb), bounded(who_words(link.to))))
    return found


def _row_words(shown: LandscapeContents, row: Row) -> str:
    doing = [
        f"{name} ({FORCE_WORDS[cell.force]}{FITS.get(cell.fit, '')})"
        for name, cell in zip(shown.names, row.cells, strict=True)
        if cell is not None
    ]
    front = "Needed: " if row.needed else ""
    return f"{front}{row.name}: {listed(doing) or row.nobody}"


def _scene(shown: LandscapeContents, wide: float, description: str) -> Scene:
    sheet = Canvas(wide)
    sheet.heading(shown.title, f"Landscape of {number(len(shown.names), 'institution')}")
    if shown.rows:
        _functions(sheet, shown)
    sheet.section("Members in common")
    overlap_panel(sheet, shown.names, shown.members)
    for words in shown.reach:
        sheet.note(words)
    if shown.ties:
        sheet.section("Ties")
        for tail, verb, head in shown.ties:
            sheet.note(f"{tail} {verb} {head}")
    sheet.note(shown.source)
    return sheet.scene(f"Landscape: {shown.title}", description)


def _functions(sheet: Canvas, shown: LandscapeContents) -> None:
    """The table of functions, with the legend of what is used in it."""
    sheet.section("Who does what, with what force")
    table_panel(sheet, shown.names, shown.rows)
    entries = _signs(shown) if fits(sheet, shown.names) else []
    gap = next((row for row in shown.rows if row.gap), None)
    if gap is not None:
        entries.append(([Text(0, 6.6, "!", 7, True, fill=ALARM)], 6.0, f"needed, and {gap.nobody} does it"))
    sheet.y += 4
    legend(sheet, entries)


def _signs(shown: LandscapeContents) -> list[tuple[list[Item], float, str]]:
    """What the letters and marks in the columns mean."""
    used = {cell.force for row in shown.rows for cell in row.cells if cell is not None}
    entries: list[tuple[list[Item], float, str]] = [
        ([Text(0, 6.6, sign, 7, True)], 6.0, FORCE_WORDS[sign]) for sign in FORCE_WORDS if sign in used
    ]
    found = {cell.fit for row in shown.rows for cell in row.cells if cell is not None}
    if "wider" in found:
        entries.append(([Text(0, 6.6, "( )", 7, True)], 10.0, "by a mandate in a wider field"))
    if "in part" in found:
        entries.append(([Text(0, 6.6, "/ /", 7, True)], 10.0, "in a part of the field"))
    return entries


def _flow(shown: LandscapeContents) -> FlowChart:
    points = [FlowBox(f"i{n}", name, (), "body") for n, name in enumerate(shown.names)]
    points += [
        FlowBox(f"r{n}", row.name, ("needed",) if row.needed else (), "missing" if row.gap else "step")
        for n, row in enumerate(shown.rows)
    ]
    ties = [
        Tie(f"i{i}", f"r{r}", FORCE_WORDS[cell.force], cell.fit != "exactly")
        for r, row in enumerate(shown.rows)
        for i, cell in enumerate(row.cells)
        if cell is not None
    ]
    return FlowChart(shown.title, tuple(points), tuple(ties), down=False)
