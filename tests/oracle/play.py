"""A vote, played: who sits, what each has, what each says, and whether the rule is met.

A ballot is `y`, `n`, `a` (there and abstaining) or `x` (not there). What is counted, out of how many, follows
`docs/language.md`: members by heads, seats by seats, votes by weight, those present and voting by the votes of those
who say yes or no. Those who are barred, in arrears or without a vote are in no count and in no total.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from charter.dsl.model.base import PartySet
from charter.dsl.model.rules import (
    AllBut,
    AllOf,
    AnyOf,
    Base,
    Concurring,
    Consensus,
    Count,
    NoNegativeVote,
    NotOpposed,
    ReverseConsensus,
    Rule,
    Share,
    Unanimity,
    Unless,
)

from .seats import Seat, Silent, known

HALF = Fraction(1, 2)
Ballots = Sequence[str]
"""What each seat says, in the order of the seats."""

noted: set[str] = set()
"""What a play came across that is worth a name in a report: `empty share`."""


@dataclass(frozen=True)
class Sitting:
    """Those who sit in one place with what they have. `weights` are the votes by party where they are not one a seat;
    `figures` gives a column; `units` are the constituencies that vote as one; `out` have no vote here."""

    seats: tuple[Seat, ...]
    weights: Mapping[str, Fraction] | None = None
    figures: Callable[[str], Mapping[str, Fraction]] = field(default=lambda name: {})
    chambers: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    units: tuple[frozenset[str], ...] = ()
    out: frozenset[str] = frozenset()

    def voting(self, seat: Seat) -> bool:
        """Whether the holder of a seat has a vote in it."""
        return seat.votes and seat.holder not in self.out

    def weight(self, index: int) -> Fraction:
        """The votes of a seat; where votes are weighted, a further seat of the same party has none."""
        seat = self.seats[index]
        if not self.voting(seat):
            return Fraction(0)
        if self.weights is None:
            return Fraction(1)
        return Fraction(0) if self._again(index) else self.weights.get(seat.holder, Fraction(0))

    def _again(self, index: int) -> bool:
        """Whether the party has a vote already by a seat before."""
        holder = self.seats[index].holder
        return any(s.holder == holder and self.voting(s) for s in self.seats[:index])

    def head(self, index: int) -> Fraction:
        """One for a party that votes, once however many seats it has; none for a person."""
        seat = self.seats[index]
        return Fraction(self.voting(seat) and seat.party and not self._again(index))

    def amounts(self, base: Base) -> list[Fraction]:
        """What each seat counts."""
        places = range(len(self.seats))
        kind = base.kind
        if kind in ("votes", "votes_cast", "present"):
            found = [self.weight(i) for i in places]
        elif kind == "seats":
            found = [Fraction(self.voting(s)) for s in self.seats]
        elif kind == "chamber":
            found = self.in_chamber(base.chamber or "")
        elif kind == "column":
            values = self.figures(base.column or "")
            found = [self.head(i) * self._figure(values, i) for i in places]
        elif kind == "group":
            found = [self.head(i) * (self.seats[i].holder in known(base.group)) for i in places]
        elif kind in ("members", "ratifications"):
            found = [self.head(i) for i in places]
        else:
            raise Silent(f"the base {kind}")
        return self._from(found, base.among)

    def _figure(self, values: Mapping[str, Fraction], index: int) -> Fraction:
        seat = self.seats[index]
        if seat.party and seat.holder not in values:
            raise Silent(f"the figure of {seat.holder}")
        return values.get(seat.holder, Fraction(0))

    def _from(self, found: list[Fraction], among: PartySet | None) -> list[Fraction]:
        if among is None:
            return found
        inside = known(among)
        return [a * (s.holder in inside) for a, s in zip(found, self.seats, strict=True)]

    def in_chamber(self, name: str) -> list[Fraction]:
        """One for each seat of a chamber that has a vote, however votes are weighted."""
        if name not in self.chambers:
            raise Silent(f"a chamber {name}")
        members = self.chambers[name]
        if members is not None:
            return [Fraction(self.voting(s) and s.holder in members) for s in self.seats]
        return [
            Fraction(self.voting(s) and s.chamber == name and (s.reserved is None or s.holder in s.reserved))
            for s in self.seats
        ]

    def heard(self, ballots: Ballots) -> list[str]:
        """What each seat says in the end: a constituency that votes as a unit says yes where more than half of its
        votes do, and no otherwise."""
        said = list(ballots)
        for unit in self.units:
            places = [i for i, s in enumerate(self.seats) if s.holder in unit and self.voting(s)]
            whole = sum((self.weight(i) for i in places), Fraction(0))
            yes = sum((self.weight(i) for i in places if ballots[i] == "y"), Fraction(0))
            for i in places:
                said[i] = "y" if 2 * yes > whole else "n"
        return said


def passes(rule: Rule, sitting: Sitting, ballots: Ballots) -> bool:
    """Whether a rule is met."""
    return _met(rule, sitting, sitting.heard(ballots))


def _met(rule: Rule, at: Sitting, said: Ballots) -> bool:
    if isinstance(rule, AllOf):
        return all(_met(part, at, said) for part in rule.parts)
    if isinstance(rule, AnyOf):
        return any(_met(part, at, said) for part in rule.parts)
    if isinstance(rule, Unless):
        objecting = ["y" if s == "n" else "n" if s == "y" else s for s in said]
        return not _met(rule.objection, at, objecting)
    if isinstance(rule, Concurring):
        return not any(s == "n" and at.head(i) and at.seats[i].holder in known(rule.voters) for i, s in enumerate(said))
    if isinstance(rule, NotOpposed):
        return not any(_opposed(rule, at.in_chamber(name), said) for name in at.chambers)
    if isinstance(rule, Share | Count | AllBut):
        return _reached(rule, at, said)
    voters = [s for seat, s in zip(at.seats, said, strict=True) if at.voting(seat)]
    if isinstance(rule, Consensus):
        return bool(voters) and voters.count("n") <= rule.minus
    if isinstance(rule, NoNegativeVote):
        return bool(voters) and "n" not in voters
    if isinstance(rule, Unanimity):
        return bool(voters) and all(s == "y" for s in voters)
    assert isinstance(rule, ReverseConsensus)
    return not voters or any(s != "n" for s in voters)


def _opposed(rule: NotOpposed, amounts: Sequence[Fraction], said: Ballots) -> bool:
    whole, against = _sum(amounts), _sum(a for a, s in zip(amounts, said, strict=True) if s == "n")
    if not whole:
        noted.add("empty share")
    return whole > 0 and (against > rule.quota * whole if rule.strict else against >= rule.quota * whole)


def _reached(rule: Share | Count | AllBut, at: Sitting, said: Ballots) -> bool:
    if rule.of.kind == "each_chamber":
        if not at.chambers:
            raise Silent("the chambers")
        return all(_enough(rule, at.in_chamber(name), said) for name in at.chambers)
    return _enough(rule, at.amounts(rule.of), said)


def _enough(rule: Share | Count | AllBut, amounts: Sequence[Fraction], said: Ballots) -> bool:
    """Whether the yes are enough. A share of nobody is never reached."""
    yes = _sum(a for a, s in zip(amounts, said, strict=True) if s == "y")
    whole = _sum(amounts)
    if rule.of.kind in ("votes_cast", "present"):
        whole = _sum(a for a, s in zip(amounts, said, strict=True) if s in "yn")
    if isinstance(rule, Count):
        return yes >= rule.number
    if whole == 0:
        noted.add("empty share")
        return False
    if isinstance(rule, AllBut):
        return yes >= whole - rule.number
    return yes > rule.quota * whole if rule.strict else yes >= rule.quota * whole


def there(rule: Rule, sitting: Sitting, ballots: Ballots) -> bool:
    """Whether those who are there are enough for a quorum."""
    present = ["x" if s == "x" else "y" for s in ballots]
    if isinstance(rule, Share | Count | AllBut) and rule.of.kind in ("votes_cast", "present"):
        raise Silent("a quorum of those voting")
    return _met(rule, sitting, present)


def _sum(values: object) -> Fraction:
    return sum(values, Fraction(0))  # type: ignore[call-overload, no-any-return]
