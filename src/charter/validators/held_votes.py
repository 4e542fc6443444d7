"""Whose the votes and the seats of an organ are: one reading for metrics, expectations, rules, pages and charts.

A seat is its holder's. A vote is its holder's too, but where a constituency casts the votes of its members as a unit
they are theirs, each in proportion to what it brings, whoever sits for them.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from charter.decisions.elements import ONE, ZERO, Composition, Electorate, Seat, SeatKind, VoteWeighting

Weigh: TypeAlias = Callable[[str, SeatKind], Fraction]


def form_of(hall: Electorate) -> VoteWeighting:
    """How votes are counted in an organ, whatever the rule of a decision."""
    return VoteWeighting("votes", weights=hall.weights if hall.weights is not None else hall.heads)


def seats_in(holder: str, post: SeatKind) -> Fraction:
    """One for each seat."""
    return ONE


def votes_in(hall: Electorate) -> Weigh:
    """The votes that each holder casts in an organ."""
    return form_of(hall).of


def votes_for(hall: Electorate, group: frozenset[str]) -> Weigh:
    """The votes of each seat that a group has, as a function of holder and post."""
    cast = votes_in(hall)
    units = {(s.holder, s.post): s for space in hall.spaces.variants for s in space.fixed if s.unit}

    def weigh(holder: str, post: SeatKind) -> Fraction:
        seat = units.get((holder, post))
        if seat is not None:
            return part_of(seat, cast(holder, post), group)
        return cast(holder, post) if holder in group else ZERO

    return weigh


def part_of(seat: Seat, votes: Fraction, group: frozenset[str]) -> Fraction:
    """What is a group's of the votes of a seat that a constituency casts as a unit."""
    total = sum((w for _, w in seat.unit), ZERO)
    return votes * sum((w for p, w in seat.unit if p in group), ZERO) / total if total else ZERO


def votes_by_party(hall: Electorate, composition: Composition) -> dict[str, Fraction]:
    """The votes of each member in a composition."""
    form = form_of(hall)
    votes: dict[str, Fraction] = {}
    for seat in composition:
        for party in {seat.holder, *(p for p, _ in seat.unit)} if seat.post.own else ():
            votes[party] = votes.get(party, ZERO) + votes_of(seat, form, frozenset((party,)))
    return {party: held for party, held in votes.items() if held}


def votes_of(seat: Seat, form: VoteWeighting, group: frozenset[str]) -> Fraction:
    """The votes of a seat that a group has: its own, and its part of a constituency's."""
    votes = form.of(seat.holder, seat.post)
    if seat.unit:
        return part_of(seat, votes, group)
    return votes if seat.holder in group and seat.post.own else ZERO
