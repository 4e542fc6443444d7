"""A second, simple evaluator: a coalition votes in a composition, and the rules are read out, one after the other.

What a search finds (a coalition that stops a decision, a composition in which it passes) is played here before
anything is said of it. The rules are taken as the charter has them, seat by seat; no threshold, formula or game of the
search is used. Where the two disagree, `ReplayFault` names it, and the engine reports LNG902 in place of an answer.
Cost: one pass over the seats for each test of a rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from charter.decisions.columns import numbers_of
from charter.dsl.model.rules import (
    AllBut,
    AllOf,
    AnyOf,
    Base,
    Concurring,
    Consensus,
    Count,
    FewAgainst,
    NotOpposed,
    ReverseConsensus,
    Rule,
    Share,
    Unless,
)
from charter.errors import ReplayFault
from charter.record import record

if TYPE_CHECKING:
    from charter.decisions.elements import Composition, Electorate, Seat
    from charter.decisions.procedure import ElectorateSteps, StepVote
    from charter.dsl.model.charter import Charter

ZERO = Fraction(0)
HALF = Fraction(1, 2)


@record
class Voice:
    """What one holder of a seat, or one member behind it, has and says. `seats`, `heads` and `votes` are what it counts
    where each of these is counted."""

    holder: str
    yes: bool
    seats: Fraction
    heads: Fraction
    votes: Fraction
    delegates: Fraction
    veto: bool
    chamber: str | None
    reserved: frozenset[str] | None


def confirm(
    charter: Charter, part: ElectorateSteps, composition: Composition, coalition: Iterable[str], blocking: bool,
    passes: bool, accused: Iterable[str] = (),
) -> None:  # fmt: skip
    """Raises `ReplayFault` unless the steps of a part pass (or fail, as `passes` says) in that composition when the
    coalition says no and all others yes (`blocking`), or it says yes and all others no."""
    if not part.whole or not part.steps:
        return
    here, barred = frozenset(coalition), frozenset(accused)
    if all(_carried(charter, part.hall, taken, composition, here, blocking, barred) for taken in part.steps) == passes:
        return
    who = ", ".join(sorted(here)[:8]) or "nobody"
    says = "no and all others yes" if blocking else "yes and all others no"
    claimed = "passes" if passes else "fails"
    raise ReplayFault(f"the search has it that the vote in {part.hall.label} {claimed} with {who} saying {says}; "
                      f"played out, it does not")  # fmt: skip


def _carried(
    charter: Charter, hall: Electorate, taken: StepVote, composition: Composition, coalition: frozenset[str],
    blocking: bool, accused: frozenset[str],
) -> bool:  # fmt: skip
    rule = taken.rule
    assert rule is not None
    barred = taken.barred
    if any(b.who in ("accused", "disputants") for b in taken.bars):
        barred = barred | accused
    voices = _voices(hall, composition, coalition, blocking, barred)
    at = _Spoken(charter, hall, tuple(voices))
    if any(v.veto and not v.yes for v in voices):
        return False
    if hall.spaces.known is not None and not isinstance(rule, Unless):
        everyone = _Spoken(charter, hall, tuple(_saying(v, True) for v in voices))
        if not all(everyone.meets(clause) for clause in taken.needs):
            return False
    return at.meets(rule) or (taken.casting is not None and blocking and at.meets(_at_a_tie(rule)))


def _saying(voice: Voice, yes: bool) -> Voice:
    return Voice(voice.holder, yes, voice.seats, voice.heads, voice.votes, voice.delegates, voice.veto, voice.chamber,
                 voice.reserved)  # fmt: skip


def _at_a_tie(rule: Rule) -> Rule:
    """The rule when the casting vote is for it: half is enough where more than half is asked."""
    if isinstance(rule, AllOf):
        return AllOf(rule.span, tuple(_at_a_tie(p) for p in rule.parts))
    if isinstance(rule, AnyOf):
        return AnyOf(rule.span, tuple(_at_a_tie(p) for p in rule.parts))
    if isinstance(rule, Share) and rule.strict and rule.quota == HALF:
        return Share(rule.span, rule.quota, False, rule.of)
    return rule


# ---- who says what


def _voices(
    hall: Electorate, composition: Composition, coalition: frozenset[str], blocking: bool, barred: frozenset[str]
) -> list[Voice]:
    found: list[Voice] = []
    for seat in composition:
        if not seat.post.size:
            continue
        if seat.unit:
            found += _of_unit(hall, seat, coalition, blocking, barred)
        elif seat.holder not in barred:
            ours = any(key <= coalition for key in seat.keys)
            found.append(_voice(hall, seat, seat.holder, ours != blocking, seat.post.size))
    return found


def _voice(hall: Electorate, seat: Seat, holder: str, yes: bool, seats: Fraction) -> Voice:
    post = seat.post
    counts = None if hall.accepting else hall.heads
    mine = counts.get(holder, ZERO) if counts is not None else None
    heads = ZERO if post.again or not post.own else Fraction(1) if mine is None else mine
    weights = hall.weights if hall.weights is not None else hall.heads
    votes = seats if weights is None else ZERO if post.again else weights.get(holder, ZERO)
    counted = seats if mine is None else ZERO if post.again else mine
    return Voice(holder, yes, counted, heads, votes, seats, post.veto, post.chamber, post.chamber_for)


def _of_unit(
    hall: Electorate, seat: Seat, coalition: frozenset[str], blocking: bool, barred: frozenset[str]
) -> list[Voice]:
    """The members of a constituency, each saying what more than half of their votes say."""
    voting = [(p, w) for p, w in seat.unit if p not in barred]
    whole = sum((w for _, w in voting), ZERO)
    yes = 2 * sum((w for p, w in voting if (p in coalition) != blocking), ZERO) > whole
    each = seat.post.size == len(seat.post.behind)
    one = Fraction(1)
    return [_voice(hall, seat, p, yes, one if each or not i else ZERO) for i, (p, _) in enumerate(voting)]


# ---- reading a rule out


@record
class _Spoken:
    """One vote, in which everyone has spoken."""

    charter: Charter
    hall: Electorate
    voices: Sequence[Voice]

    def meets(self, rule: Rule) -> bool:
        """Whether a rule is met."""
        if isinstance(rule, AllOf):
            return all(self.meets(part) for part in rule.parts)
        if isinstance(rule, AnyOf):
            return any(self.meets(part) for part in rule.parts)
        if isinstance(rule, Unless):
            against = _Spoken(self.charter, self.hall, tuple(_saying(v, not v.yes) for v in self.voices))
            return not against.meets(rule.objection)
        if isinstance(rule, Share | Count | AllBut):
            return all(_enough(rule, self._sum(count, True), self._sum(count, None)) for count in self._counts(rule.of))
        if isinstance(rule, NotOpposed):
            return not any(self._opposes(rule, name) for name in self.hall.chambers)
        if isinstance(rule, FewAgainst):
            sums = ((self._sum(count, False), self._sum(count, None)) for count in self._counts(rule.of))
            return all(against <= rule.most(whole) for against, whole in sums)
        if isinstance(rule, Concurring):
            named = frozenset(rule.voters.members or ())
            return all(v.yes for v in self.voices if v.holder in named and v.heads)  # where none sits, none objects
        yes, whole = self._sum(_delegates, True), self._sum(_delegates, None)
        if isinstance(rule, ReverseConsensus):
            return not whole or yes > 0
        return whole > 0 and yes >= whole - (rule.minus if isinstance(rule, Consensus) else 0)

    def _sum(self, count: Callable[[Voice], Fraction], yes: bool | None) -> Fraction:
        return sum((count(v) for v in self.voices if yes is None or v.yes == yes), ZERO)

    def _opposes(self, rule: NotOpposed, name: str) -> bool:
        count = self._in_chamber(name)
        against, whole = self._sum(count, False), self._sum(count, None)
        if rule.number is not None:
            return against >= rule.number
        return whole > 0 and (against > rule.quota * whole if rule.strict else against >= rule.quota * whole)

    def _counts(self, base: Base) -> list[Callable[[Voice], Fraction]]:
        """What each voice counts: once, or once for each chamber."""
        if base.kind == "each_chamber":
            return [self._in_chamber(name) for name in self.hall.chambers]
        return [self._from(self._count(base), base)]

    def _count(self, base: Base) -> Callable[[Voice], Fraction]:
        if base.kind == "chamber":
            return self._in_chamber(base.chamber or "")
        if base.kind in ("votes", "votes_cast", "present", "attending"):
            return lambda v: v.votes
        if base.kind == "seats":
            return (lambda v: v.seats) if base.among is None else (lambda v: v.seats or v.heads)
        if base.kind == "delegates":
            return _delegates
        if base.kind == "column":
            figures = numbers_of(self.charter, base.column or "")
            return lambda v: figures.get(v.holder, ZERO) if v.heads else ZERO
        if base.kind == "group":
            group = frozenset(base.group.members or ()) if base.group is not None else frozenset()
            return lambda v: v.heads if v.holder in group else ZERO
        return (lambda v: Fraction(bool(v.heads))) if base.kind == "ratifications" else (lambda v: v.heads)

    def _from(self, count: Callable[[Voice], Fraction], base: Base) -> Callable[[Voice], Fraction]:
        if base.among is None:
            return count
        among = frozenset(base.among.members or ())
        return lambda v: count(v) if v.holder in among else ZERO

    def _in_chamber(self, name: str) -> Callable[[Voice], Fraction]:
        members = self.hall.chambers.get(name)

        def count(voice: Voice) -> Fraction:
            if members is not None:
                return voice.delegates if voice.holder in members else ZERO
            reserved = voice.reserved is None or voice.holder in voice.reserved
            return voice.delegates if voice.chamber == name and reserved else ZERO

        return count


def _delegates(voice: Voice) -> Fraction:
    """Every voter counts as one, several delegates as so many."""
    return voice.delegates


def _enough(rule: Share | Count | AllBut, yes: Fraction, whole: Fraction) -> bool:
    if isinstance(rule, Count):
        return yes >= rule.number
    if not whole:
        return False
    if isinstance(rule, AllBut):
        return yes >= whole - rule.number
    return yes > rule.quota * whole if rule.strict else yes >= rule.quota * whole


__all__ = ["ReplayFault", "confirm"]
