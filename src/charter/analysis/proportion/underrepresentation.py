"""Groups that hold far less than their people would give them, in every lawful composition or in some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from charter.analysis.proportion.apportionment import penrose_share
from charter.decisions.compositions.bounds import bound, extreme
from charter.decisions.counting_base import votes_form
from charter.decisions.elements import ZERO, Composition, Electorate, SeatKind, VoteWeighting
from charter.dsl.model.organs import Organ
from charter.record import changed, record


@record
class Short:
    """A group that falls short: its shares of people and votes, the ratio, and the composition looked at: the best
    for it where it falls short in all (`always`), else the worst."""

    name: str
    people: Fraction
    roots: Fraction
    votes: Fraction
    held: Fraction
    of: Fraction
    composition: Composition
    always: bool

    @property
    def ratio(self) -> Fraction:
        return self.votes / self.people


def dealt_out(organ: Organ) -> bool:
    """Whether the organ has seats of its own, constituencies or weighted votes, so that shares of it can differ from
    one member one vote."""
    weighted = organ.votes is not None and bool(organ.votes.parts)
    return organ.seats is not None or weighted or organ.constituency_column is not None or bool(organ.constituencies)


def form_of(hall: Electorate) -> VoteWeighting:
    """How the votes of an organ are counted."""
    return votes_form(hall)


def shortfalls(
    hall: Electorate,
    groups: Iterable[tuple[str, frozenset[str], bool]],
    people: Mapping[str, Fraction],
    ratio: Fraction,
) -> list[Short]:
    """The groups (name, parties, whether they are asked about at their worst too) whose share is below `ratio` times
    their share of people: those that are so in every composition first, then the worst first.

    Left out is a group whose people would not fill one of the seats. Raises `TooLarge`.
    """
    everyone = sum(people.values(), ZERO)
    form, found = form_of(hall), []
    for name, group, both in groups:
        share = sum((people[p] for p in group if p in people), ZERO) / everyone if everyone else ZERO
        if not share or (form.weights is None and share * hall.spaces.outer.size < 1):
            continue
        enough = share * ratio
        for composition, always in _compositions(hall, form, group, enough, both):
            held = sum((votes_of(s, form, group) for s in composition), ZERO)
            total = sum((form.of(s.holder, s.post) for s in composition if s.post.own), ZERO)
            if total and held / total < enough:
                roots = penrose_share(group, people)
                found.append(Short(name, share, roots, held / total, held, total, composition, always))
                break
    return sorted(found, key=lambda s: (not s.always, s.ratio, s.name))


def _compositions(
    hall: Electorate, form: VoteWeighting, group: frozenset[str], enough: Fraction, both: bool
) -> Iterator[tuple[Composition, bool]]:
    """The composition that is best for a group, where it may fall short even there, and (False) one that is bad for
    it, if it is asked about `both` ways: the worst, unless one found on the way is bad enough."""
    if hall.spaces.known is not None:
        yield hall.spaces.known, True
        return

    part, whole = enough.numerator, enough.denominator

    def over(holder: str, post: SeatKind) -> Any:
        """The votes of the group less those that are enough, times a whole number: only the sign is asked."""
        votes = form.of(holder, post) if post.own else ZERO
        exact = votes.numerator if votes.denominator == 1 else votes
        return exact * (whole - part) if holder in group else -exact * part

    first = hall.spaces.variants[0]
    high = extreme(first, over)
    best = bound(hall.spaces, over, most=True) if high is None or high[0] < 0 else None
    if best is not None:
        yield best[1], True
    worst = extreme(first, over, most=False) if both else None
    if both and (worst is None or worst[0] >= 0) and len(hall.spaces.variants) > 1:
        outer = extreme(hall.spaces.outer, over, most=False)
        worst = bound(hall.spaces, over, most=False) if outer is not None and outer[0] < 0 else None
    if worst is not None:
        yield worst[1], False


def votes_of(seat: Any, form: VoteWeighting, group: frozenset[str]) -> Fraction:
    """The votes of a seat that a group has: its own, and those of its members that a constituency casts."""
    return changed(form, among=group).of(seat.holder, seat.post) if seat.post.own else ZERO


def votes_by_party(hall: Electorate, composition: Composition) -> dict[str, Fraction]:
    """The votes of each member in a composition."""
    form = form_of(hall)
    votes: dict[str, Fraction] = {}
    for seat in composition:
        for party in {seat.holder, *(p for p, _ in seat.unit)} if seat.post.own else ():
            votes[party] = votes.get(party, ZERO) + votes_of(seat, form, frozenset((party,)))
    return {party: held for party, held in votes.items() if held}
