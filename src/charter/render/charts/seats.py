"""The seats of an organ as a hemicycle: each seat a disc, in the colour and mark of how it is filled.

## What it shows

Each seat of an organ, in the colour of how it is filled; of a plenary its members, by regional group of the United
Nations, or its delegates, by kind.

## When to use

For the make-up of an organ at a glance.

## What is not shown

Votes, where a seat has more than one or fewer: `strips`, `power`. Who sits, where seats are open.
"""

from __future__ import annotations

from math import cos, pi, sin

from attrs import frozen

from charter.dsl.model import Charter, Institution, Organ
from charter.render.diagram import Diagram, NothingToDrawError, caption, described
from charter.render.drawing.canvas import Canvas, fitted, legend
from charter.render.drawing.palette import FILLS, INK, MUTED, Fill
from charter.render.drawing.scene import CloseGroup, OpenGroup, Scene, Text
from charter.render.drawing.text import clean, titled
from charter.render.kind import ORGAN, DrawRequest, FigureKind
from charter.render.plotting.parties import REGIONS, organ_of
from charter.render.plotting.plot import SERIES, seat
from charter.render.words.clauses import seat_line_words, set_words
from charter.render.words.names import spaced
from charter.text.wording import listed, number

MOST = 1200
"""Seats that are drawn one by one."""
INNERMOST = 36.0
_MARKS = [each.mark for each in SERIES]
MIXED = tuple(
    Fill(each.colour, mark)
    for n in range(1, len(SERIES))
    for each, mark in zip(SERIES, _MARKS[n:] + _MARKS[:n], strict=True)
)
"""The colours with the marks of others, where there are more kinds of seats than colours."""


KIND = FigureKind(ORGAN, "organ with seats")


def subjects(charter: Charter, institution: Institution) -> tuple[str | None, ...]:
    """The organs with seats, and the plenary ones."""
    return tuple(o.name for o in institution.organs if o.seats is not None or o.plenary is not None)


def draw(wanted: DrawRequest) -> Diagram:
    """The hemicycle of an organ."""
    owner, charter = wanted.owner, wanted.charter
    return seats_chart(owner, charter, wanted.the_one(KIND.of, subjects(charter, owner)))


@frozen
class SeatBlock:
    """Seats of one kind, side by side."""

    words: str
    count: int
    fill: Fill


def seats_chart(institution: Institution, charter: Charter, name: str) -> Diagram:
    """The hemicycle of an organ.

    Raises:
        NothingToDrawError: no line of its seats has a number, or there are more than can be drawn.
    """
    organ = organ_of(institution, name)
    blocks, notes = _of_lines(organ) if organ.seats is not None else _of_members(institution, charter, organ)
    total = sum(each.count for each in blocks)
    if not total:
        raise NothingToDrawError(f"{titled(organ.label)}: the number of seats is not stated")
    if total > MOST:
        raise NothingToDrawError(f"{titled(organ.label)} has {total:,} seats; at most {MOST:,} are drawn one by one")
    noun = "delegate" if organ.seats is None and organ.delegates else "seat"
    title = f"{noun.capitalize()}s of {titled(organ.label)}"
    said = [f"{title}: {number(total, noun)}", *(each.words for each in blocks), *notes, caption(institution)]
    description = described(said)

    def scene(wide: float) -> Scene:
        sheet = Canvas(wide)
        sheet.heading(title, titled(institution.label))
        _hemicycle(sheet, blocks, total, noun)
        legend(sheet, [(seat(3.5, 3.2, 3.5, each.fill), 8.0, each.words) for each in blocks])
        for note in (*notes, caption(institution)):
            sheet.note(note)
        return sheet.scene(title, description)

    return Diagram("seats", clean(name), title, charter.file, fitted(scene), None)


def _of_lines(organ: Organ) -> tuple[list[SeatBlock], list[str]]:
    assert organ.seats is not None
    blocks: list[SeatBlock] = []
    notes: list[str] = []
    used: set[Fill] = set()
    for line in organ.seats.lines:
        words = seat_line_words(line, organ.name)
        if line.allocations:
            shares = listed(f"{a.count} from {set_words(a.among)}" for a in line.allocations)
            notes.append(f"The {line.total or ''} {line.filling.how}: {shares}.")
        if not line.total:
            notes.append(f"Not drawn: {words}.")
            continue
        fill = FILLS.get(line.filling.how, SERIES[0])
        if fill in used:
            fill = next((each for each in (*SERIES, *MIXED) if each not in used), fill)
        used.add(fill)
        blocks.append(SeatBlock(words, line.total, fill))
    if organ.seats.stated is not None and organ.seats.stated > sum(b.count for b in blocks):
        rest = organ.seats.stated - sum(b.count for b in blocks)
        blocks.append(SeatBlock(f"{rest:,}: how they are filled is not stated line by line", rest, FILLS["plenary"]))
    return blocks, notes


def _of_members(institution: Institution, charter: Charter, organ: Organ) -> tuple[list[SeatBlock], list[str]]:
    """A plenary: its members by region of the United Nations."""
    from charter.decisions.columns import set_named

    among = organ.plenary.value if organ.plenary is not None else None
    stated = institution.members.value if institution.members is not None else None
    members = (among.members if among is not None else None) or (stated.members if stated is not None else None)
    if members is None:
        raise NothingToDrawError(f"{titled(organ.label)}: not stated is who the members are")
    if organ.delegates:
        return _of_delegates(organ, len(set(members)))
    left = set(members)
    blocks = []
    for name, fill in zip(REGIONS, SERIES, strict=False):
        group = set_named(charter, name)
        inside = left & set(group.members or ()) if group is not None else set()
        left -= inside
        if inside:
            blocks.append(SeatBlock(f"{len(inside)} {spaced(name)}", len(inside), fill))
    if left:
        blocks.append(SeatBlock(f"{len(left)} in none of the regional groups of the UN", len(left), SERIES[6]))
    return blocks, ["Members by regional group of the United Nations."]


def _of_delegates(organ: Organ, members: int) -> tuple[list[SeatBlock], list[str]]:
    """A plenary of delegates, each with a vote: those of each kind together."""
    blocks = [
        SeatBlock(f"{each.number * members} {spaced(each.name)}", each.number * members, SERIES[n % len(SERIES)])
        for n, each in enumerate(organ.delegates)
    ]
    each_sends = listed(f"{each.number} for {spaced(each.name)}" for each in organ.delegates)
    return blocks, [f"Delegates: each of {number(members, 'member')} sends {each_sends}, and each has a vote."]


def _hemicycle(sheet: Canvas, blocks: list[SeatBlock], total: int, noun: str) -> None:
    outer = min(sheet.width * 0.42, 42 + 16 * total**0.5)
    places, r = _places(total, outer)
    middle, base = sheet.width / 2, sheet.y + outer + r + 2
    taken = 0
    for block in blocks:
        sheet.items.append(OpenGroup("seats", "", block.words))
        for x, y in places[taken : taken + block.count]:
            sheet.add(*seat(middle + x, base - y, r, block.fill))
        sheet.items.append(CloseGroup())
        taken += block.count
    sheet.items.append(Text(middle, base - 4, f"{total:,}", 20, True, fill=INK, anchor="middle"))
    sheet.items.append(Text(middle, base + 7, noun if total == 1 else f"{noun}s", 8, fill=MUTED, anchor="middle"))
    sheet.y = base + max(r, 8) + 9


def _places(total: int, outer: float) -> tuple[list[tuple[float, float]], float]:
    """Where the discs go, from left to right, and how large they are: the rows that give the largest discs."""
    best: tuple[float, list[float]] = (0.0, [outer])
    for rows in range(1, 26):
        for tenths in range(110, 10, -1):
            r = tenths / 10
            radii = [outer - 2.15 * r * n for n in range(rows)]
            if radii[-1] >= INNERMOST and sum(_fits(radius, r) for radius in radii) >= total:
                if r > best[0]:
                    best = (r, radii)
                break
    r, radii = best
    around = sum(radii)
    counts = [int(total * radius / around) for radius in radii]
    order = sorted(range(len(radii)), key=lambda n: counts[n] - total * radii[n] / around)
    for n in order[: total - sum(counts)]:
        counts[n] += 1
    return _arranged(radii, counts), r


def _fits(radius: float, r: float) -> int:
    return int(pi * radius / (2.1 * r)) + 1


def _arranged(radii: list[float], counts: list[int]) -> list[tuple[float, float]]:
    """Seats in their rows, sorted by the angle at which they stand."""
    found = []
    for radius, count in zip(radii, counts, strict=True):
        for n in range(count):
            angle = pi * (n + 0.5) / count if count == 1 else pi * n / (count - 1)
            found.append((angle, radius))
    found.sort(key=lambda place: (place[0], -place[1]))
    return [(-radius * cos(angle), radius * sin(angle)) for angle, radius in found]
