"""What members in arrears lose of their votes in an organ, by the clauses of the charter and by what they owe.

A clause takes the vote, or a part of the votes, from arrears of a length on; of several that apply the one that takes
most holds. `pro rata` takes the part of the votes that is the part of its dues that a member owes. Where the charter
has only a clause that takes the whole vote, whoever is in arrears has lost it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from charter.decisions.elements import ONE, ZERO, Electorate, Unstated
from charter.dsl.model.institution import Institution
from charter.dsl.model.money import Arrears
from charter.dsl.model.organs import Organ
from charter.record import changed, record

OF_VOTES = ("vote", "part", "pro_rata")


@record
class Owed:
    """Members in arrears, and how long, in days, or which part of their dues they owe; neither where it is not said."""

    parties: frozenset[str]
    days: Fraction | None = None
    share: Fraction | None = None


def clauses_of(institution: Institution, organ: Organ | None) -> tuple[Arrears, ...]:
    """The clauses by which arrears cost votes in an organ."""
    if institution.funding is None or organ is None:
        return ()
    found = (a for a in institution.funding.arrears if a.loses in OF_VOTES)
    return tuple(a for a in found if not a.organs or organ.name in a.organs)


def losses(clauses: Sequence[Arrears], owed: Sequence[Owed]) -> dict[str, Fraction]:
    """The part of its votes that each member in arrears loses; raises `Unstated` where what it owes is not enough to
    tell."""
    found: dict[str, Fraction] = {}
    for each in owed if clauses else ():
        lost = _lost(clauses, each)
        for party in each.parties if lost else ():
            found[party] = max(found.get(party, ZERO), lost)
    return found


def _lost(clauses: Sequence[Arrears], owed: Owed) -> Fraction:
    if all(clause.loses == "vote" for clause in clauses) and owed.days is None and owed.share is None:
        return ONE
    return max(_by(clause, owed) for clause in clauses)


def _by(clause: Arrears, owed: Owed) -> Fraction:
    if clause.loses == "pro_rata":
        if owed.share is None:
            raise Unstated("the part of its dues that a member in arrears owes", clause.span)
        return min(owed.share, ONE)
    if owed.days is None or clause.after is None or clause.after.days is None:
        raise Unstated("how long a member has been in arrears", clause.span)
    if owed.days < clause.after.days:
        return ZERO
    return ONE if clause.part is None else clause.part


def reduced(hall: Electorate, lost: dict[str, Fraction]) -> Electorate:
    """The hall with fewer votes of those who lose a part of them, and none of those who lose all."""
    if not lost:
        return hall
    hall = changed(hall, silent=frozenset(p for p, part in lost.items() if part == 1))
    partly = {p: part for p, part in lost.items() if part < 1}
    if not partly:
        return hall
    posts = [s.post for s in hall.spaces.outer.fixed] + [o.post for o in hall.spaces.outer.opens]
    units = any(s.unit for s in hall.spaces.outer.fixed)
    if units or any(p.size != 1 or p.again or p.behind for p in posts):
        raise Unstated("how a part of the votes is taken from delegates, several seats or a constituency", hall.span)
    votes = hall.weights if hall.weights is not None else hall.heads
    holders = {s.holder for s in hall.spaces.outer.fixed} | hall.spaces.parties
    weights = dict(votes) if votes is not None else dict.fromkeys(sorted(holders), ONE)
    for party, part in partly.items():
        if party in weights:
            weights[party] *= 1 - part
    return changed(hall, weights=weights)
