"""Power in a decision against votes, people and contributions, by group.

## What it shows

For each group its share of votes, of population, of contributions, and of voting power (the Banzhaf share, see
`charter explain banzhaf`). Where seats are open, from the least to the most over every lawful composition.

## When to use

For where power and votes part, and whether those who pay or are many have a say.

## What is not shown

Who agrees with whom: every coalition counts alike. Groups overlap, so that shares do not add up to one.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from attrs import frozen

from charter.decisions.play.fixed_game import Standing
from charter.decisions.play.group_power import UN_SCALE, GroupShare, scale_of
from charter.dsl.model import Charter, Institution
from charter.games.account import Account
from charter.render.diagram import Diagram, NothingToDrawError, caption, described
from charter.render.drawing.canvas import SMALL, Canvas, fitted, legend
from charter.render.drawing.palette import INK, Fill
from charter.render.drawing.scene import CloseGroup, Item, OpenGroup, Scene, Text
from charter.render.drawing.text import clean, titled
from charter.render.kind import DECISION, DrawRequest, FigureKind
from charter.render.plotting.data_source import data_note
from charter.render.plotting.parties import NamedGroup, groups_for
from charter.render.plotting.plot import (
    SERIES,
    NumberScale,
    bar,
    down_grid,
    label_lines,
    percent,
    sample,
    span_words,
    ticks,
)
from charter.render.words.names import spaced

LEFT, RIGHT = 100.0, 62.0
POWER = Fill("#d55e00", "none")
INDEX = "banzhaf-normalized"
MEASURES = (
    ("votes", SERIES[0]),
    ("people", SERIES[1]),
    ("contributions", SERIES[2]),
    ("power", POWER),
)
STEP = 9.0


KIND = FigureKind(DECISION, "decision")


def subjects(charter: Charter, institution: Institution) -> tuple[str | None, ...]:
    """The decisions."""
    return tuple(each.name for each in institution.decisions)


def draw(wanted: DrawRequest) -> Diagram:
    """The power of groups in a decision."""
    owner, charter = wanted.owner, wanted.charter
    return power_chart(owner, charter, wanted.the_one(KIND.of, subjects(charter, owner)))


@frozen
class Shares:
    """What a group has; each a share or a range of shares, None where it is not known."""

    label: str
    votes: tuple[Fraction, Fraction] | None
    people: tuple[Fraction, Fraction] | None
    contributions: tuple[Fraction, Fraction] | None
    power: tuple[Fraction, Fraction] | None


def played(institution: Institution, charter: Charter, name: str) -> Standing:
    """The decision as a game.

    Raises:
        NothingToDrawError: the charter does not state what the game needs.
    """
    from charter.decisions.elements import Unknown, Unstated
    from charter.decisions.play.fixed_game import standing
    from charter.errors import GameError, TooLarge

    decision = institution.decision(name)
    assert decision is not None
    try:
        found = standing(charter, institution, decision, example=True)
        empty = not isinstance(found, Unknown) and not found.game.players
    except (Unstated, TooLarge, GameError) as error:
        raise NothingToDrawError(f"{titled(decision.title or name)} cannot be played: {clean(str(error))}") from error
    if isinstance(found, Unknown):
        raise NothingToDrawError(
            f"{titled(decision.title or name)}: {clean(found.sentence or f'not stated is {found.missing}')}"
        )
    if empty:
        raise NothingToDrawError(f"nobody has a vote in {titled(decision.title or name)}")
    return found


def measured(found: Standing) -> Account:
    """The normalised Banzhaf index, counted.

    Raises:
        NothingToDrawError: it is beyond the exact methods; charts show no estimates.
    """
    from charter.errors import GameError
    from charter.games.account import account

    try:
        counted = account(found.game, ("banzhaf",))
    except GameError as error:
        raise NothingToDrawError(clean(str(error))) from error
    if counted.index(INDEX) is None:
        raise NothingToDrawError(f"{clean(found.name)} is too large to count; `charter power` can estimate")
    return counted


def shares_of(found: Standing, charter: Charter) -> tuple[Shares, ...]:
    """The groups of a decision with their shares: the same as `charter power --by` tells."""
    from charter.decisions.play.group_power import group_of

    counted = measured(found)
    pool = _pool(found)
    votes = found.votes()
    rows = []
    kinds = [NamedGroup(name, spaced(name), players) for name, players in found.chambers().items()]
    for group in (*kinds, *groups_for(charter, pool)):
        whose = None if group in kinds else charter  # delegates of a kind have no population of their own
        made = group_of(group.label, group.parties, counted, votes, found.game.players, found, whose)
        if made is not None:
            rows.append(_row(made))
    return tuple(rows)


def _pool(found: Standing) -> frozenset[str]:
    stated = found.assembled.institution.members
    if stated is not None and stated.value.members is not None:
        return frozenset(stated.value.members)
    eligible = {p for _, line in found.seat_lines.values() for p in line.eligible}
    return frozenset(found.game.players) - found.seat_lines.keys() | eligible


def _row(group: GroupShare) -> Shares:
    def one(value: Any) -> tuple[Fraction, Fraction] | None:
        return None if value is None else (Fraction(value), Fraction(value))

    def bounds(key: str) -> tuple[Fraction, Fraction] | None:
        return (Fraction(group.least[key]), Fraction(group.most[key])) if key in group.least else None

    power = one(group.power.get(INDEX)) or bounds(INDEX)
    votes = one(group.votes) or bounds("votes")
    return Shares(group.name, votes, one(group.people), one(group.contributions), power)


def power_chart(institution: Institution, charter: Charter, name: str) -> Diagram:
    """Groups with their votes, people, contributions and power in a decision."""
    found = played(institution, charter, name)
    rows = shares_of(found, charter)
    decision = institution.decision(name)
    assert decision is not None
    if not rows:
        raise NothingToDrawError(f"{titled(decision.title or name)}: no group has a player")
    title = f"Power against votes: {titled(decision.title or name)}"
    notes = _notes(found)
    shown_columns = {"people": "population", "contributions": scale_of(found)}
    used = [column for what, column in shown_columns.items() if any(getattr(row, what) is not None for row in rows)]
    notes += [told] if (told := data_note(used)) else []
    called = _legend(found)
    said = [f"{r.label}: " + ", ".join(f"{called[what]} {_said(r, what)}" for what, _ in MEASURES) for r in rows]
    description = described([title, *said, *notes, caption(institution)])

    def scene(wide: float) -> Scene:
        sheet = Canvas(wide)
        sheet.heading(title, titled(institution.label))
        _rows(sheet, rows)
        shown = [(what, fill) for what, fill in MEASURES if any(getattr(r, what) is not None for r in rows)]
        legend(sheet, [(sample(fill), 12.0, called[what]) for what, fill in shown])
        for note in (*notes, caption(institution)):
            sheet.note(note)
        return sheet.scene(title, description)

    return Diagram("power", clean(name), title, charter.file, fitted(scene), None)


def _legend(found: Standing) -> dict[str, str]:
    """What each bar is called. Where the institution has no scale of its own, contributions are those of its members
    to the United Nations, and are called so."""
    paid = "contributions to the United Nations" if scale_of(found) == UN_SCALE else "contributions"
    return {"votes": "votes", "people": "people", "contributions": paid, "power": "power (Banzhaf share)"}


def _notes(found: Standing) -> list[str]:
    notes = ["Groups may overlap. Shares of people and contributions are of all who have or may have a vote."]
    if found.seat_lines:
        notes.append("Who sits is open: votes and power run from least to most over all lawful compositions.")
    elif found.kind == "now":
        notes.append("Those who sit now.")
    elif found.kind == "example":
        notes.append("Votes depend on who sits: this is one lawful composition, for example.")
    return notes


def _said(row: Shares, what: str) -> str:
    value = getattr(row, what)
    return "not known" if value is None else span_words(*value)


def _rows(sheet: Canvas, rows: tuple[Shares, ...]) -> None:
    values = [getattr(row, what) for row in rows for what, _ in MEASURES]
    marks = ticks(float(max((v[1] for v in values if v is not None), default=Fraction(1))))
    scale = NumberScale(0.0, marks[-1], LEFT, sheet.width - RIGHT)
    before, top = sheet.items, sheet.y
    sheet.items = []
    for row in rows:
        shown = [(what, fill, getattr(row, what)) for what, fill in MEASURES if getattr(row, what) is not None]
        sheet.items.append(OpenGroup("group", "", row.label))
        for n, line in enumerate(label_lines(row.label, LEFT - 8, max(1, len(shown)))):
            sheet.items.append(Text(0, sheet.y + 8 + 8.8 * n, line, SMALL, fill=INK))
        for what, fill, value in shown:
            sheet.items += _bar(scale, sheet.y + 2, value, fill)
            sheet.items.append(Text(scale.end + 6, sheet.y + 8, _said(row, what), SMALL, fill=INK))
            sheet.y += STEP
        sheet.items.append(CloseGroup())
        sheet.y += 6
    rest, sheet.items = sheet.items, before
    down_grid(sheet, scale, marks, top, sheet.y, [percent(tick) for tick in marks])
    sheet.items += rest
    sheet.y += 18


def _bar(scale: NumberScale, y: float, value: tuple[Fraction, Fraction], fill: Any) -> list[Item]:
    start, low, high = scale.at(0), scale.at(value[0]), scale.at(value[1])
    return bar(start, y, low - start, STEP - 2.5, fill) + bar(low, y, high - low, STEP - 2.5, fill, dashed=True)
