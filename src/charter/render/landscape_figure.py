"""Several institutions together: who does what in which field, with what force; what is needed and nobody does; who
is a member of which; how they are tied."""

from __future__ import annotations

from attrs import frozen

from charter.dsl.model import Charter, Institution
from charter.dsl.model.charter import Landscape
from charter.render.diagram import Diagram, NothingToDrawError, described
from charter.render.flow import Flow, Point, Tie
from charter.render.landscape_parts import Cell, Row, overlap_panel, table_panel
from charter.render.palette import ALARM
from charter.render.scene import Item, Scene, Text
from charter.render.sheet import Sheet, fitted, legend
from charter.render.text import bounded, clean, titled
from charter.render.words import and_list, plural, spaced, tie_words, who_words

FORCES = {"binding": "B", "recommended": "R", "political": "P", "none": "–"}
FORCE_WORDS = {"B": "binding", "R": "recommended", "P": "political", "–": "without force", "?": "force not stated"}


@frozen
class Shown:
    """What the figure shows: a table of functions, members in common, ties."""

    title: str
    source: str
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    members: tuple[tuple[str, ...] | None, ...]
    ties: tuple[tuple[str, str, str], ...]


def landscape_diagram(charter: Charter, landscape: Landscape) -> Diagram:
    """The diagram of a landscape.

    Raises:
        NothingToDrawError: none of what it includes can be found.
    """
    included = [each for each in (charter.institution(name) for name in landscape.includes) if each is not None]
    title = titled(landscape.title or spaced(landscape.name))
    if not included:
        raise NothingToDrawError(f"{title} includes no institution that is described")
    shown = Shown(
        title,
        _source(landscape, included),
        tuple(clean(each.name) for each in included),
        _rows(charter, landscape, included),
        tuple(each.members.value.members if each.members is not None else None for each in included),
        tuple(_ties(included)),
    )
    sentences = [f"{title}: {and_list(titled(each.label) for each in included)}"]
    sentences += [_row_words(shown, row) for row in shown.rows]
    sentences += [f"{tail} {verb} {head}" for tail, verb, head in shown.ties]
    description = described([*sentences, shown.source])
    scene = fitted(lambda wide: _scene(shown, wide, description))
    return Diagram("landscape", clean(landscape.name), scene.title, charter.file, scene, _flow(shown))


def _source(landscape: Landscape, included: list[Institution]) -> str:
    own = [clean(each.title or each.name) for each in landscape.sources]
    texts = [f"the charters of {and_list(clean(each.name) for each in included)}"]
    return f"Source: {'; '.join([*own, *texts])}."


def _rows(charter: Charter, landscape: Landscape, included: list[Institution]) -> tuple[Row, ...]:
    """A row for each function in a field that somebody has or that is needed, the needed ones first."""
    needs = {(each.function, each.domain): each.force for each in landscape.needs}
    keys = dict.fromkeys(needs)
    for each in included:
        for task in each.mandate.tasks if each.mandate is not None else ():
            keys.setdefault((task.function, task.domain))
    domains = {each.name: each.title for each in charter.domains}
    rows = []
    for function, domain in keys:
        fields = _fields(charter, domain)
        cells = tuple(_cell(each, function, domain, fields) for each in included)
        name = f"{spaced(function)} in {clean(domains.get(domain) or '') or spaced(domain)}"
        needed = (function, domain) in needs
        force = needs.get((function, domain)) or ""
        rows.append(Row(bounded(name), needed, spaced(force) if force else "", cells))
    return tuple(rows)


def _fields(charter: Charter, domain: str) -> set[str]:
    """The field itself and the wider ones that it is part of."""
    parts = {each.name: each.part_of for each in charter.domains}
    found: set[str] = set()
    at: str | None = domain
    while at is not None and at not in found:
        found.add(at)
        at = parts.get(at)
    return found


def _cell(institution: Institution, function: str, domain: str, fields: set[str]) -> Cell | None:
    """What an institution does of a function in a field, or in a wider one."""
    tasks = institution.mandate.tasks if institution.mandate is not None else ()
    for task in tasks:
        if task.function == function and task.domain == domain:
            return Cell(FORCES.get(task.force or "", "?"))
    for task in tasks:
        if task.function == function and task.domain in fields:
            return Cell(FORCES.get(task.force or "", "?"), wider=True)
    return None


def _ties(included: list[Institution]) -> list[tuple[str, str, str]]:
    found = []
    for each in included:
        for link in each.relations.links if each.relations is not None else ():
            found.append((clean(each.name), tie_words(link.verb), bounded(who_words(link.to))))
    return found


def _row_words(shown: Shown, row: Row) -> str:
    doing = [
        f"{name} ({FORCE_WORDS[cell.force]}{', in a wider field' if cell.wider else ''})"
        for name, cell in zip(shown.names, row.cells, strict=True)
        if cell is not None
    ]
    front = "Needed: " if row.needed else ""
    return f"{front}{row.name}: {and_list(doing) or 'nobody'}"


def _scene(shown: Shown, wide: float, description: str) -> Scene:
    sheet = Sheet(wide)
    sheet.heading(shown.title, f"Landscape of {plural(len(shown.names), 'institution')}")
    sheet.section("Who does what, with what force")
    table_panel(sheet, shown.names, shown.rows)
    used = {cell.force for row in shown.rows for cell in row.cells if cell is not None}
    entries: list[tuple[list[Item], float, str]] = [
        ([Text(0, 6.6, sign, 7, True)], 6.0, FORCE_WORDS[sign]) for sign in FORCE_WORDS if sign in used
    ]
    if any(cell is not None and cell.wider for row in shown.rows for cell in row.cells):
        entries.append(([Text(0, 6.6, "( )", 7, True)], 10.0, "by a mandate in a wider field"))
    if any(row.gap for row in shown.rows):
        entries.append(([Text(0, 6.6, "!", 7, True, fill=ALARM)], 6.0, "needed, and nobody does it"))
    sheet.y += 4
    legend(sheet, entries)
    sheet.section("Members in common")
    overlap_panel(sheet, shown.names, shown.members)
    if shown.ties:
        sheet.section("Ties")
        for tail, verb, head in shown.ties:
            sheet.note(f"{tail} {verb} {head}")
    sheet.note(shown.source)
    return sheet.scene(f"Landscape: {shown.title}", description)


def _flow(shown: Shown) -> Flow:
    points = [Point(f"i{n}", name, (), "body") for n, name in enumerate(shown.names)]
    points += [
        Point(f"r{n}", row.name, ("needed",) if row.needed else (), "missing" if row.gap else "step")
        for n, row in enumerate(shown.rows)
    ]
    ties = [
        Tie(f"i{i}", f"r{r}", FORCE_WORDS[cell.force], cell.wider)
        for r, row in enumerate(shown.rows)
        for i, cell in enumerate(row.cells)
        if cell is not None
    ]
    return Flow(shown.title, tuple(points), tuple(ties), down=False)
