"""How evenly votes stand for people: the Lorenz curve of an organ, with the Gini coefficient.

## What it shows

What share of an organ's votes stands for what share of the population, the worst served first, with the Gini
coefficient and malapportionment. Where seats are open, the curve is of one lawful composition of many, and nothing is
said of the organ as such.

## When to use

For how far an organ is from one person, one vote.

## What is not shown

Whether it should be: most organs of states are to represent states. Power: `power`.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from charter.decisions.electorates import seated_by_parties
from charter.dsl.model import Charter, Institution
from charter.render.diagram import Diagram, NothingToDrawError, caption, described
from charter.render.drawing.canvas import SMALL, Canvas, fitted, legend
from charter.render.drawing.palette import INK, LINE, MUTED, RULE
from charter.render.drawing.scene import Item, Line, Scene, Text
from charter.render.drawing.text import clean, titled
from charter.render.kind import ORGAN, DrawRequest, FigureKind
from charter.render.plotting.data_source import data_note
from charter.render.plotting.parties import hall_in, organ_of, seated
from charter.render.plotting.plot import POINT_COLOURS, NumberScale, across_grid, path, percent
from charter.text.wording import number

TENTHS = tuple(Fraction(n, 5) for n in range(6))
SIZE = 230.0


KIND = FigureKind(ORGAN, "organ in which parties vote")


def subjects(charter: Charter, institution: Institution) -> tuple[str | None, ...]:
    """The organs in which parties vote."""
    return tuple(o.name for o in institution.organs if seated_by_parties(o))


def draw(wanted: DrawRequest) -> Diagram:
    """The Lorenz curve of an organ."""
    owner, charter = wanted.owner, wanted.charter
    return lorenz_chart(owner, charter, wanted.the_one(KIND.of, subjects(charter, owner)))


@frozen
class LorenzCurve:
    """The curve: points (share of people, share of votes), the worst served first; exact measures; `which` composition
    of the organ it is of."""

    points: tuple[tuple[Fraction, Fraction], ...]
    gini: Fraction
    malapportionment: Fraction
    weighted: bool
    which: str
    example: bool
    without_people: int


def curve_of(institution: Institution, charter: Charter, name: str) -> LorenzCurve:
    """The curve of an organ; the same measures as the rules on representation tell.

    Raises:
        NothingToDrawError: it is not known who sits there, or nobody's population is.
    """
    from charter.analysis.proportion.apportionment import curve, disproportion
    from charter.analysis.proportion.underrepresentation import form_of, votes_by_party
    from charter.decisions.columns import numbers_of

    organ = organ_of(institution, name)
    hall = hall_in(institution, charter, organ)
    composition, which, example = seated(institution, charter, organ, hall)
    votes = votes_by_party(hall, composition)
    stated = institution.members.value.members if institution.members is not None else None
    pool = set(stated) if stated is not None else set(hall.spaces.parties)
    people = {p: v for p, v in numbers_of(charter, "population").items() if p in pool}
    if not votes or not sum(people.values(), Fraction(0)) or not sum(votes.values(), Fraction(0)):
        raise NothingToDrawError(f"{titled(organ.label)}: no votes or no population is known")
    found = disproportion(votes, people)
    points = curve(votes, people)
    weighted = form_of(hall).weights is not None
    return LorenzCurve(points, found.gini, found.malapportionment, weighted, which, example, len(pool - people.keys()))


def lorenz_chart(institution: Institution, charter: Charter, name: str) -> Diagram:
    """The Lorenz curve of an organ."""
    found = curve_of(institution, charter, name)
    organ = organ_of(institution, name)
    title = f"Votes and people: {titled(organ.label)}"
    half = next(votes for people, votes in found.points if people >= Fraction(1, 2))
    words = [
        f"Gini coefficient {float(found.gini):.3f}",
        "0 is votes as people, 1 all votes to almost nobody",
        f"{percent(found.malapportionment)} of votes would have to move to be as people are (malapportionment)",
        f"The worse-served half of people has at most {percent(half)} of votes",
    ]
    if found.example:
        words[0] = f"{words[0]}, in this composition"
        words.insert(0, "Seats are open: drawn is one lawful composition of many, and others are less or more even")
    elif found.which:
        words.append(f"Seats: {found.which}")
    if found.without_people:
        are = "is" if found.without_people == 1 else "are"
        words.append(f"{number(found.without_people, 'member')} without a known population {are} counted with none")
    told = data_note(["population"])
    description = described([title, *words, told, caption(institution)])

    def scene(wide: float) -> Scene:
        sheet = Canvas(wide)
        sheet.heading(title, titled(institution.label))
        _plot(sheet, found, words)
        own: list[Item] = [Line(((0, 3), (16, 3)), POINT_COLOURS[0], 1.4)]
        even: list[Item] = [Line(((0, 3), (16, 3)), LINE, 1.0, (3, 2))]
        entries = [
            (own, 16.0, "one lawful composition" if found.example else "as it is"),
            (even, 16.0, "votes as people"),
        ]
        legend(sheet, entries)
        sheet.note(told)
        sheet.note(caption(institution))
        return sheet.scene(title, description)

    return Diagram("lorenz", clean(name), title, charter.file, fitted(scene), None)


def _plot(sheet: Canvas, found: LorenzCurve, words: list[str]) -> None:
    beside = sheet.width > 420
    size = min(SIZE, sheet.width - 40)
    sheet.text("Share of votes", 0, sheet.width, SMALL, fill=MUTED)
    top = sheet.y + 6
    x, y = NumberScale(0.0, 1.0, 34, 34 + size), NumberScale(0.0, 1.0, top + size, top)
    across_grid(sheet, y, [float(t) for t in TENTHS], 34, 34 + size, [percent(t) for t in TENTHS])
    for tick in TENTHS:
        at = x.at(tick)
        sheet.items.append(Line(((at, top), (at, top + size)), RULE, 0.5))
        sheet.items.append(Text(at, top + size + 9, percent(tick), 6.8, fill=MUTED, anchor="middle"))
    sheet.items.append(Line(((x.at(0), y.at(0)), (x.at(1), y.at(1))), LINE, 1.0, (3, 2)))
    drawn = [(x.at(p), y.at(v)) for p, v in ((Fraction(0), Fraction(0)), *found.points)]
    sheet.items += path(drawn, POINT_COLOURS[0], marked=len(drawn) < 25)
    said = Canvas(sheet.width - size - 64 if beside else sheet.width)
    for n, line in enumerate(words):
        said.text(line, 0, said.width, 9 if n == 0 and beside else SMALL, bold=n == 0, fill=INK)
        said.y += 4
    sheet.y = top + size + 13
    sheet.text("Share of people, the worst served first", 34, sheet.width - 34, SMALL, fill=MUTED)
    if beside:
        sheet.add(*said.items, dx=size + 60, dy=top + 4)
        sheet.y = max(sheet.y, top + 4 + said.y)
    else:
        sheet.y += 4
        sheet.add(*said.items, dy=sheet.y)
        sheet.y += said.y
    sheet.y += 6
