"""Who covers what: functions in domains against institutions, with what is needed and nobody does.

## What it shows

A row for each function in a field, a column for each institution: who does it exactly, as part of more, or in part.
What the landscape needs and nobody does is marked.

## When to use

For many institutions in one field; with few, `landscape` says more of each.

## What is not shown

With what force, means or success anybody does it.
"""

from __future__ import annotations

from collections.abc import Mapping

from charter.analysis.mandates.coverage import EXACTLY, WIDER, Cell, Coverage
from charter.dsl.model import Charter, Institution
from charter.render.diagram import Diagram, NothingToDrawError, described
from charter.render.drawing.canvas import SMALL, Canvas, fitted, legend, warning
from charter.render.drawing.palette import ALARM, ALARM_BAND, BADGE, INK, MUTED, PAPER, RULE
from charter.render.drawing.scene import Box, CloseGroup, Disc, Item, Line, OpenGroup, Scene, Shape, Text
from charter.render.drawing.text import bounded, clean, titled, width, wrap
from charter.render.kind import LANDSCAPE, DrawRequest, FigureKind
from charter.render.words.names import spaced
from charter.text.wording import listed

LEFT = 168.0
FIT_WORDS = {"exactly": "does it", "wider": "does more than it", "in part": "does part of it"}


KIND = FigureKind(LANDSCAPE, "landscape")


def subjects(charter: Charter, institution: Institution | None) -> tuple[str | None, ...]:
    """The landscapes; without any, the institutions together."""
    return tuple(each.name for each in charter.landscapes) or ((None,) if len(charter.institutions) > 1 else ())


def draw(wanted: DrawRequest) -> Diagram:
    """The matrix of a landscape."""
    return coverage_chart(wanted.charter, wanted.name)


def coverage_chart(charter: Charter, name: str | None) -> Diagram:
    """The matrix of a landscape; without one, of the charter's institutions.

    Raises:
        NothingToDrawError: no such landscape, or no mandate.
    """
    from charter.analysis.mandates.coverage import of_institutions, of_landscape

    known = {each.name: each for each in charter.landscapes}
    if name is None and len(known) > 1:
        raise NothingToDrawError(f"say which landscape; here are {', '.join(clean(n) for n in list(known)[:3])}")
    if name is not None and name not in known:
        raise NothingToDrawError(f"there is no landscape `{clean(name)}`")
    one = known[name] if name is not None else next(iter(known.values()), None)
    found = of_landscape(charter, one) if one is not None else of_institutions([charter])
    if not found.cells:
        raise NothingToDrawError("no mandate and no need names a function")
    titles = {each.name: clean(each.title or "") for each in charter.domains}
    whose = titled(found.title or (found.name if one is not None else "the institutions of this charter"))
    title = f"Who covers what: {whose}"
    description = described([title, *(_sentence(cell, found, titles) for cell in found.cells)])

    def scene(wide: float) -> Scene:
        sheet = Canvas(wide)
        sheet.heading(title, _counted(found))
        _matrix(sheet, found, titles)
        _legend(sheet, found)
        sheet.note("From the mandates of the institutions and the needs that the landscape states.")
        if found.gaps and found.reserve is not None:
            sheet.note(f"{found.reserve[:1].upper()}{found.reserve[1:]}.")
        return sheet.scene(title, description)

    return Diagram("coverage", clean(found.name), title, charter.file, fitted(scene), None)


def _counted(found: Coverage) -> str:
    gaps = len(found.gaps)
    return f"{len(found.cells)} tasks, {len(found.bodies)} institutions, {gaps} needed and done by {found.nobody}"


Titles = Mapping[str, str]


def _task(cell: Cell, titles: Titles) -> str:
    words = spaced(cell.function)
    return f"{words[:1].upper()}{words[1:]}: {titles.get(cell.domain) or spaced(cell.domain)}"


def _sentence(cell: Cell, found: Coverage, titles: Titles) -> str:
    labels = {body.name: body.title or body.name for body in found.bodies}
    who = listed(f"{clean(labels.get(h.body, h.body))} ({FIT_WORDS.get(h.fit, h.fit)})" for h in cell.holdings)
    return f"{_task(cell, titles)}{', needed' if cell.need is not None else ''}: {who or found.nobody}"


def _matrix(sheet: Canvas, found: Coverage, titles: Titles) -> None:
    bodies = [body.name for body in found.bodies]
    wide = (sheet.width - LEFT) / max(len(bodies), 1)
    wide = min(wide, 60.0)
    heads = [wrap(spaced(name), wide - 4, SMALL, True, 3) for name in bodies]
    numbered = any(width(word, SMALL, True) > wide - 4 for name in bodies for word in spaced(name).split())
    if numbered:
        heads = [(str(n + 1),) for n in range(len(bodies))]
    deep = max((len(lines) for lines in heads), default=1)
    for n, lines in enumerate(heads):
        for k, line in enumerate(lines):
            sheet.items.append(
                Text(LEFT + wide * (n + 0.5), sheet.y + 8 + 8.8 * k, line, SMALL, True, fill=INK, anchor="middle")
            )
    sheet.y += 8.8 * deep + 4
    for cell in found.cells:
        _row(sheet, cell, bodies, wide, titles)
    sheet.items.append(Line(((0, sheet.y), (sheet.width, sheet.y)), RULE, 0.5))
    sheet.y += 6
    if numbered:
        for n, body in enumerate(found.bodies):
            sheet.text(f"{n + 1}  {bounded(body.title or body.name)}", 0, sheet.width, SMALL)
        sheet.y += 3


def _row(sheet: Canvas, cell: Cell, bodies: list[str], wide: float, titles: Titles) -> None:
    gap = cell.need is not None and not cell.holdings
    lines = wrap(_task(cell, titles), LEFT - 22, SMALL, gap, 3)
    high = 8.8 * len(lines) + 4
    sheet.items.append(OpenGroup("cell", f"{cell.function} {cell.domain}", _task(cell, titles)))
    if gap:
        sheet.items.append(Box(0, sheet.y, sheet.width, high, ALARM_BAND))
        sheet.add(*warning(), dy=sheet.y + 2)
    elif cell.need is not None:
        sheet.items.append(Disc(4, sheet.y + 6, 2.2, BADGE))
    sheet.items.append(Line(((0, sheet.y), (sheet.width, sheet.y)), RULE, 0.5))
    ink = ALARM if gap else INK
    for n, line in enumerate(lines):
        on = ALARM_BAND if gap else PAPER
        sheet.items.append(Text(12, sheet.y + 8.2 + 8.8 * n, line, SMALL, bold=gap, fill=ink, on=on))
    if gap:
        sheet.items.append(Text(LEFT + 4, sheet.y + 8.2, "nobody", SMALL, True, fill=ALARM, on=ALARM_BAND))
    fits = {holding.body: holding.fit for holding in reversed(cell.holdings)}
    for n, name in enumerate(bodies):
        if name in fits:
            sheet.add(*_mark(fits[name]), dx=LEFT + wide * (n + 0.5), dy=sheet.y + high / 2)
    sheet.items.append(CloseGroup())
    sheet.y += high


def _mark(fit: str) -> list[Item]:
    if fit == EXACTLY:
        return [Disc(0, 0, 3.6, BADGE)]
    if fit == WIDER:
        return [Disc(0, 0, 4.2, BADGE), Disc(0, 0, 3.0, PAPER), Disc(0, 0, 1.6, BADGE)]
    half = tuple((3.6 * x, 3.6 * y) for x, y in ((-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7), (1, 0)))
    return [Disc(0, 0, 3.9, BADGE), Disc(0, 0, 3.1, PAPER), Shape(half, BADGE)]


def _legend(sheet: Canvas, found: Coverage) -> None:
    fits = {holding.fit for cell in found.cells for holding in cell.holdings}
    entries: list[tuple[list[Item], float, str]] = []
    for fit, words in FIT_WORDS.items():
        if fit in fits:
            entries.append(([_shift(item) for item in _mark(fit)], 9.0, words))
    if any(cell.need is not None and cell.holdings for cell in found.cells):
        entries.append(([Disc(4, 3.4, 2.2, BADGE)], 8.0, "needed, by the landscape"))
    if found.gaps:
        entries.append((warning(), 8.0, f"needed and done by {found.nobody}"))
    if entries:
        legend(sheet, entries)
    else:
        sheet.text("Nobody does any of it.", 0, sheet.width, SMALL, fill=MUTED)


def _shift(item: Item) -> Item:
    from charter.render.drawing.scene import moved

    return moved(item, 4.5, 3.4)
