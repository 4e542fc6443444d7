"""Scenarios: the same institution in other circumstances.

`without` and `stays out` take parties out of the members (and out of named seats); they do not ratify either.
`in arrears` takes the vote where the charter says that arrears cost it. `votes as one` makes one player of a set.
`filled best for` narrows an organ to the compositions in which a set holds the most seats. What this version cannot
carry out (other data, other years, other parameters) is named in `unsupported`, and verdicts are then unknown.
"""

from __future__ import annotations

from typing import Any

from attrs import field, frozen

from charter.dsl.model.base import PartySet
from charter.dsl.model.charter import Charter, Scenario
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Allocation, Organ, SeatLine
from charter.dsl.model.record import changed
from charter.games.build import ORDINARY, Circumstances


@frozen
class Staged:
    """An institution in its circumstances. `absent` never join nor ratify; `unsupported` says what cannot be done."""

    charter: Charter
    institution: Institution
    circumstances: Circumstances = ORDINARY
    absent: frozenset[str] = frozenset()
    unsupported: str | None = None
    games: dict[str, Any] = field(factory=dict, eq=False, repr=False)
    """The games that were built in these circumstances, by decision."""


def staged(charter: Charter, institution: Institution, scenario: Scenario | None = None) -> Staged:
    """The institution as the charter has it, or as the scenario changes it."""
    found = Staged(charter, institution)
    for change in scenario.changes if scenario is not None else ():
        parties = frozenset(change.parties.members or ()) if change.parties is not None else frozenset()
        if change.parties is not None and change.parties.members is None:
            found = changed(found, unsupported=f"the members of `{change.parties.text}` are not known")
        elif change.kind in ("without", "stays_out"):
            found = changed(found, absent=found.absent | parties)
        else:
            found = _voting(found, change.kind, parties, change.organ)
    if not found.absent:
        return found
    after = _without(institution, found.absent)
    return changed(found, charter=_replaced(charter, institution, after), institution=after)


def _voting(found: Staged, kind: str, parties: frozenset[str], organ: str | None) -> Staged:
    now = found.circumstances
    if kind == "as_one":
        return changed(found, circumstances=changed(now, blocs=(*now.blocs, parties)))
    if kind == "arrears":
        return changed(found, circumstances=changed(now, arrears=now.arrears | parties))
    if kind in ("filled_best", "filled_worst") and organ is not None:
        filled = (*now.filled, (organ, parties, kind == "filled_best"))
        return changed(found, circumstances=changed(now, filled=filled))
    words = {"as_of": "another year", "data": "another table", "let": "another parameter"}
    return changed(found, unsupported=f"{words.get(kind, kind)} is not evaluated by this version")


def _replaced(charter: Charter, before: Institution, after: Institution) -> Charter:
    def swap(found: tuple[Institution, ...]) -> tuple[Institution, ...]:
        return tuple(after if i is before else i for i in found)

    return changed(charter, institutions=swap(charter.institutions), imported=swap(charter.imported))


def _less(parties: PartySet | None, gone: frozenset[str]) -> PartySet | None:
    if parties is None or parties.members is None:
        return parties
    return changed(parties, members=tuple(p for p in parties.members if p not in gone))


def _without(institution: Institution, gone: frozenset[str]) -> Institution:
    members = institution.members
    if members is not None:
        kept = _less(members.value, gone)
        assert kept is not None
        members = changed(members, value=kept)
    return changed(institution, members=members, organs=tuple(_organ(o, gone) for o in institution.organs))


def _organ(organ: Organ, gone: frozenset[str]) -> Organ:
    plenary, seats = organ.plenary, organ.seats
    if plenary is not None:
        plenary = changed(plenary, value=_less(plenary.value, gone))
    if seats is not None:
        seats = changed(seats, lines=tuple(_line(line, gone) for line in seats.lines))
    return changed(organ, plenary=plenary, seats=seats)


def _line(line: SeatLine, gone: frozenset[str]) -> SeatLine:
    """A line of seats without these: a permanent seat goes with its holder."""
    filling = changed(line.filling, among=_less(line.filling.among, gone))
    if filling.by is not None and filling.by.among is not None:
        filling = changed(filling, by=changed(filling.by, among=_less(filling.by.among, gone)))
    count = line.count
    if filling.how == "permanent" and count is not None and filling.among and filling.among.members is not None:
        count = min(count, len(filling.among.members))
    parts = tuple(_allocation(a, gone) for a in line.allocations)
    return changed(line, filling=filling, count=count, allocations=parts, now=_less(line.now, gone))


def _allocation(part: Allocation, gone: frozenset[str]) -> Allocation:
    return changed(part, among=_less(part.among, gone), now=_less(part.now, gone))
