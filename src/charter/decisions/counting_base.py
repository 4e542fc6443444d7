"""Who may vote, who is counted, and out of how many: the base of a vote, decided here for every rule and figure.

- *Barred* members (a named set, in a case the accused, the disputants, the complainant) and those whose arrears cost
  them the vote are neither among those who say yes nor among those out of whom a share is taken.
- A seat without a vote is a seat and no vote. What cannot be cast counts in no `votes`.
- A constituency casts the votes of its members that may vote, and they decide it by more than half of their votes. Its
  heads, groups, columns and vetoes are those of the members behind it.
- A quorum of members or seats counts heads, whatever votes each casts.
- A share of nobody is never reached, and an objection of nobody never stops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from charter.decisions.elements import ONE, ZERO, Electorate, SeatKind, Unstated, VoteThreshold, VoteWeighting
from charter.dsl.model.decisions import Bar
from charter.record import changed

CASES = ("accused", "disputants", "complainant")
"""Bars that depend on whom the case is about; the disputants are the accused and who complains."""


def named_bars(bars: Iterable[Bar]) -> frozenset[str]:
    """The parties barred by name, whatever the case is about."""
    return frozenset(p for b in bars if b.parties is not None for p in b.parties.members or ())


def case_bars(bars: Iterable[Bar]) -> frozenset[str]:
    """Which of those whom a case is about cannot vote: accused, disputants, complainant."""
    return frozenset(b.who for b in bars if b.who in CASES)


def barred_by(bars: Iterable[Bar], accused: frozenset[str], complainant: frozenset[str]) -> frozenset[str]:
    """The parties barred by name, and those whom the case is about where the bars say so."""
    bars = tuple(bars)
    found, whos = named_bars(bars), case_bars(bars)
    if whos & {"accused", "disputants"}:
        found |= accused
    return found | complainant if whos & {"complainant", "disputants"} else found


def votes_form(hall: Electorate, among: frozenset[str] | None = None) -> VoteWeighting:
    """How the votes in an organ are counted, of all or of these: what can be cast, by the organ's clause on votes."""
    weights = hall.weights if hall.weights is not None else hall.heads
    return VoteWeighting("votes", weights=weights, among=among, barred=hall.silent)


def need_holders(hall: Electorate) -> None:
    """Raises `Unstated` where seats cannot be counted by those who hold them, since who elected them is not known."""
    if hall.unlisted:
        raise Unstated(hall.unlisted, hall.span, hall.entity)


def seats_held(among: frozenset[str] | None = None) -> Callable[[str, SeatKind], Fraction]:
    """How many seats a holder counts, of all or for these. A constituency of an organ that states its seats holds one,
    which is theirs if all its members are; in an organ of its members each of them has a seat."""

    def count(holder: str, post: SeatKind) -> Fraction:
        if not post.behind:
            return ONE if among is None or holder in among else ZERO
        inside = len(post.behind) if among is None else sum(p in among for p in post.behind)
        if post.size == len(post.behind):
            return Fraction(inside)
        return ONE if inside == len(post.behind) else ZERO

    return count


def may_count_nobody(form: VoteWeighting, hall: Electorate) -> bool:
    """Whether in some composition nobody has a vote that the form counts. With an accused that is barred, whoever has
    the only one may be the accused."""
    whos = case_bars(form.bars)
    spare = 2 if "disputants" in whos else len(whos)
    for space in hall.spaces.variants:
        certain = sum(1 for s in space.fixed if form.of(s.holder, s.post))
        for each in space.opens:
            certain += each.count if all(form.of(p, each.post) for p in each.eligible) else 0
        if certain <= spare:
            return True
    return False


def never_counts(form: VoteWeighting, hall: Electorate) -> bool:
    """Whether nobody can have a vote that the form counts."""
    for space in hall.spaces.variants:
        if any(form.of(s.holder, s.post) for s in space.fixed):
            return False
        if any(form.of(p, o.post) for o in space.opens for p in o.eligible):
            return False
    return True


def some_vote(atom: VoteThreshold) -> VoteThreshold:
    """The condition that anybody at all says yes, of those whom a threshold counts."""
    return changed(atom, share=ZERO, plus=ZERO, strict=True)
