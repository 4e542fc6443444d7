"""The seats of an organ by group: what each holds for certain, and what it may hold in some lawful composition.

## What it shows

For each group, how many seats it holds for certain and how many at most, over every lawful composition; beside that,
the seats that its share of population would give.

## When to use

For who is sure of being represented, and whose place rests on an election.

## What is not shown

How likely a composition is: only what the text allows.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from charter.decisions.electorates import seated_by_parties
from charter.dsl.model import Charter, Institution
from charter.render.diagram import Diagram, NothingToDrawError, caption, described
from charter.render.drawing.canvas import SMALL, Canvas, fitted, legend
from charter.render.drawing.palette import ALARM, INK
from charter.render.drawing.scene import Box, CloseGroup, Disc, Item, OpenGroup, Scene, Text
from charter.render.drawing.text import clean, titled
from charter.render.kind import ORGAN, DrawRequest, FigureKind
from charter.render.plotting.parties import groups_for, hall_in, organ_of
from charter.render.plotting.plot import (
    SERIES,
    NumberScale,
    bar,
    down_grid,
    label_lines,
    open_sample,
    percent,
    sample,
    ticks,
)
from charter.text.wording import amount

LEFT, RIGHT = 118.0, 92.0
HIGH = 9.0


KIND = FigureKind(ORGAN, "organ with seats that parties fill")


def subjects(charter: Charter, institution: Institution) -> tuple[str | None, ...]:
    """The organs with seats that parties fill."""
    return tuple(o.name for o in institution.organs if seated_by_parties(o) and o.seats is not None)


def draw(wanted: DrawRequest) -> Diagram:
    """The strips of an organ."""
    owner, charter = wanted.owner, wanted.charter
    return strips_chart(owner, charter, wanted.the_one(KIND.of, subjects(charter, owner)))


@frozen
class GroupStrip:
    """A group: its least and most seats, its share of the people of the members (None: not known)."""

    label: str
    least: Fraction
    most: Fraction
    of: Fraction
    people: Fraction | None

    @property
    def said(self) -> str:
        """The seats in words."""
        low, high = amount(self.least), amount(self.most)
        return f"{low if low == high else f'{low} to {high}'} of {amount(self.of)}"


def strips_of(institution: Institution, charter: Charter, name: str) -> tuple[GroupStrip, ...]:
    """The groups with their seats over every lawful composition; the same bounds as expectations are judged by."""
    from charter.decisions.columns import numbers_of
    from charter.decisions.compositions.bounds import SeatBounds, bounds_in
    from charter.errors import TooLarge

    hall = hall_in(institution, charter, organ_of(institution, name))
    stated = institution.members.value.members if institution.members is not None else None
    pool = frozenset(stated) if stated is not None else hall.spaces.parties
    people = {p: v for p, v in numbers_of(charter, "population").items() if p in pool}
    everyone = sum(people.values(), Fraction(0))
    found = []
    for group in groups_for(charter, pool):
        try:
            bounds = bounds_in(hall, group.parties)
        except TooLarge:
            continue
        if isinstance(bounds, SeatBounds):
            known = group.parties & people.keys()
            share = sum((people[p] for p in known), Fraction(0)) / everyone if known and everyone else None
            found.append(GroupStrip(group.label, bounds.least, bounds.most, bounds.most_of, share))
    return tuple(found)


def strips_chart(institution: Institution, charter: Charter, name: str) -> Diagram:
    """The strips of an organ.

    Raises:
        NothingToDrawError: it is not known who may sit there.
    """
    organ = organ_of(institution, name)
    strips = strips_of(institution, charter, name)
    if not strips:
        raise NothingToDrawError(f"{titled(organ.label)}: no group has a member here")
    title = f"Seats by group: {titled(organ.label)}"
    said = [title, *(f"{s.label}: {s.said} seats" + (f", {percent(s.people)} of people" if s.people is not None else "")
                     for s in strips), caption(institution)]  # fmt: skip
    description = described(said)

    def scene(wide: float) -> Scene:
        sheet = Canvas(wide)
        sheet.heading(title, titled(institution.label))
        _strips(sheet, strips)
        _legend(sheet, strips)
        sheet.note("Groups may overlap. People: of the members whose population is known.")
        sheet.note(caption(institution))
        return sheet.scene(title, description)

    return Diagram("strips", clean(name), title, charter.file, fitted(scene), None)


def _strips(sheet: Canvas, strips: tuple[GroupStrip, ...]) -> None:
    total = strips[0].of
    most = max(max(s.most, (s.people or Fraction(0)) * total) for s in strips)
    marks = ticks(float(most))
    scale = NumberScale(0.0, marks[-1], LEFT, sheet.width - RIGHT)
    grid = len(sheet.items)
    top = sheet.y
    for strip in strips:
        lines = label_lines(strip.label, LEFT - 8)
        sheet.items.append(OpenGroup("strip", "", f"{strip.label}: {strip.said}"))
        for n, line in enumerate(lines):
            sheet.items.append(Text(0, sheet.y + 9 + 8.8 * n, line, SMALL, fill=INK))
        y = sheet.y + 2
        sheet.items += _bars(scale, strip, y, total)
        shown = f"{strip.said}" + (f" ({percent(strip.least / total)})" if strip.least == strip.most else "")
        sheet.items.append(Text(scale.end + 8, y + 7, shown, SMALL, fill=INK))
        sheet.items.append(CloseGroup())
        sheet.y += max(HIGH + 5, 8.8 * len(lines) + 5)
    rest, sheet.items = sheet.items[grid:], sheet.items[:grid]
    down_grid(sheet, scale, marks, top, sheet.y, [f"{tick:g}" for tick in marks])
    sheet.items += rest
    sheet.y += 18


def _bars(scale: NumberScale, strip: GroupStrip, y: float, total: Fraction) -> list[Item]:
    start, sure, may = scale.at(0), scale.at(strip.least), scale.at(strip.most)
    found = bar(start, y, sure - start, HIGH, SERIES[0]) + bar(sure, y, may - sure, HIGH, SERIES[0], dashed=True)
    if strip.people is not None:
        at = scale.at(strip.people * total)
        found += [Box(at - 0.9, y - 1.5, 1.8, HIGH + 3, ALARM), Disc(at, y + HIGH / 2, 2.4, ALARM)]
    return found


def _legend(sheet: Canvas, strips: tuple[GroupStrip, ...]) -> None:
    entries: list[tuple[list[Item], float, str]] = [(sample(SERIES[0]), 12.0, "seats held for certain")]
    if any(s.least != s.most for s in strips):
        entries.append((open_sample(), 12.0, "open: held in some lawful compositions"))
    if any(s.people is not None for s in strips):
        entries.append(([Box(5.1, -1, 1.8, 8.5, ALARM), Disc(6, 3.2, 2.4, ALARM)], 12.0, "seats by share of people"))
    legend(sheet, entries)
