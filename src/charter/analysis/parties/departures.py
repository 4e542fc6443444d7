"""Who stays out and who comes in: the same institution with fewer or more members.

Those who stay out do not ratify either; they count in what a share of all who may ratify is a share of.
"""

from __future__ import annotations

from charter.analysis.subject import Subject
from charter.decisions.procedure import ORDINARY
from charter.dsl.model.base import PartySet
from charter.dsl.model.charter import Charter
from charter.dsl.model.entry import may_ratify
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Allocation, Organ, SeatLine
from charter.record import changed


def without_parties(subject: Subject, gone: frozenset[str]) -> Subject:
    """The institution if these stay out."""
    before = subject.institution
    after = departed(before, gone)
    around = subject.circumstances or ORDINARY
    ratifying = gone & frozenset(may_ratify(before) or ())
    around = changed(around, absent=around.absent | ratifying)
    return Subject(after, replaced(subject.charter, before, after), subject.loaded, circumstances=around)


def with_parties(subject: Subject, come: frozenset[str]) -> Subject:
    """The institution if these join as members; the same where all are, or it is not known who the members are."""
    before = subject.institution
    stated = before.members
    if stated is None or stated.value.members is None or come <= frozenset(stated.value.members):
        return subject
    every = tuple(dict.fromkeys((*stated.value.members, *sorted(come))))
    after = changed(before, members=changed(stated, value=changed(stated.value, members=every)))
    charter = replaced(subject.charter, before, after)
    return Subject(after, charter, subject.loaded, circumstances=subject.circumstances)


def replaced(charter: Charter, before: Institution, after: Institution) -> Charter:
    """The charter with one of its institutions replaced."""

    def swap(found: tuple[Institution, ...]) -> tuple[Institution, ...]:
        return tuple(after if i is before else i for i in found)

    return changed(charter, institutions=swap(charter.institutions), imported=swap(charter.imported))


def _less(parties: PartySet | None, gone: frozenset[str]) -> PartySet | None:
    if parties is None or parties.members is None:
        return parties
    return changed(parties, members=tuple(p for p in parties.members if p not in gone))


def departed(institution: Institution, gone: frozenset[str]) -> Institution:
    """The institution without these among its members and in its named seats; a permanent seat goes with its holder."""
    members = institution.members
    if members is not None:
        kept = _less(members.value, gone)
        assert kept is not None
        members = changed(members, value=kept)
    left = members.value.members if members is not None else None
    number = None if left is None else len(left)
    return changed(institution, members=members, organs=tuple(_organ(o, gone, number) for o in institution.organs))


def _organ(organ: Organ, gone: frozenset[str], members: int | None) -> Organ:
    plenary, seats = organ.plenary, organ.seats
    if plenary is not None:
        plenary = changed(plenary, value=_less(plenary.value, gone))
    if seats is not None:
        seats = changed(seats, lines=tuple(_line(line, gone) for line in seats.lines)).with_members(members)
    return changed(organ, plenary=plenary, seats=seats)


def _line(line: SeatLine, gone: frozenset[str]) -> SeatLine:
    """A line of seats without these: a permanent seat goes with its holder."""
    filling = changed(line.filling, among=_less(line.filling.among, gone), each=_less(line.filling.each, gone))
    if filling.by is not None and filling.by.among is not None:
        filling = changed(filling, by=changed(filling.by, among=_less(filling.by.among, gone)))
    count = line.count
    if filling.how == "permanent" and count is not None and filling.among and filling.among.members is not None:
        count = min(count, len(filling.among.members))
    parts = tuple(_allocation(a, gone) for a in line.allocations)
    return changed(line, filling=filling, count=count, allocations=parts, now=_less(line.now, gone))


def _allocation(part: Allocation, gone: frozenset[str]) -> Allocation:
    return changed(part, among=_less(part.among, gone), now=_less(part.now, gone))
