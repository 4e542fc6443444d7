"""Votes against that help: an opponent who stays silent, or stays away, stops what his no would have let pass.

A vote that is void unless enough votes are cast is stopped by an opponent who abstains; a quorum of those present by
one who leaves. Each paradox comes with a vote in which it happens, recounted on both sides. Since no rule of the
language is harder to meet with a no less, it can only come from the quorum or the clause that makes a vote void, so
the vote looked for is one in which that is just met. Sources: ILO Constitution 17.3; Felsenthal and Machover,
Ternary voting games (1997).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from charter.decisions.compile_rule import RuleContext
from charter.decisions.compositions.bounds import lawful
from charter.decisions.counting_base import named_bars
from charter.decisions.elements import ONE, ZERO, Seat, Unknown, Unstated
from charter.decisions.play.ballot import Ballot, Tally
from charter.decisions.procedure import ElectorateSteps, StepVote, assemble, rule_of
from charter.decisions.quorum import quorum_of
from charter.dsl.model.base import Citation
from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Bar, Decision
from charter.dsl.model.institution import Institution
from charter.dsl.model.rules import AllBut, AllOf, AnyOf, Concurring, Count, Rule, Share, Unless
from charter.dsl.syntax.source import Span
from charter.record import changed, record

ABSTAIN, AWAY = "abstain", "away"


@record
class Paradox:
    """A vote that passes, and fails if one of those against abstains (`abstain`) or stays away (`away`).

    Counts are of votes with one for each seat or delegate, `voters` all that may vote. `mover` casts the no that
    helps, empty where who sits is open. `span` is the clause that does
    it, a quorum or what makes the vote void (`clause`); `met` is what was counted for it, `needed` what it needs.
    """

    kind: str
    organ: str
    clause: str
    span: Span
    step: Span
    yes: int
    no: int
    abstain: int
    away: int
    voters: int
    mover: str
    met: Fraction
    needed: Fraction
    citations: tuple[Citation, ...] = ()

    @property
    def text(self) -> str:
        """The example in a sentence."""
        does = "abstains" if self.kind == ABSTAIN else "stays away"
        rest = f", {self.abstain} abstaining" if self.abstain else ""
        gone = f", {self.away} away" if self.away else ""
        one = "it" if self.no == 1 else "one of them"
        why = "the vote is void" if self.clause == "void unless" else "there is no quorum"
        return f"{self.yes} for and {self.no} against{rest}{gone} carries; if {one} {does}, {why}"


def paradoxes(
    charter: Charter, institution: Institution, decision: Decision, shared: dict[Any, Any] | None = None
) -> tuple[Paradox, ...]:
    """At most one paradox of each kind for each step, an abstention first; none where the charter states no quorum
    and no clause that makes a vote void, or not what they need.

    Every paradox is certain. Where all votes counted are equal, none found means that there is none. `shared` keeps
    halls for other decisions, as in `assemble`.
    """
    return tuple(p for step, b in ballots(charter, institution, decision, shared) for p in found_in(b, step))


def ballots(
    charter: Charter, institution: Institution, decision: Decision, shared: dict[Any, Any] | None = None
) -> Iterator[tuple[StepVote, Ballot]]:
    """The vote of each step that is taken in a hall, everyone attending; steps that are not known are left out."""
    for step in decision.steps:
        if step.by.kind == "decision":
            continue
        alone = changed(decision, steps=(changed(step, recommendation=None),))
        assembled = assemble(charter, institution, alone, shared=shared)
        if isinstance(assembled, Unknown) or not assembled.parts:
            continue
        part = assembled.parts[0]
        rule = rule_of(charter, institution, decision, step)
        if rule is None:
            continue
        bars = (*decision.barred, *step.barred)
        ballot = ballot_of(charter, part, rule, quorum_of(step, part.organ), bars)
        if ballot is not None:
            yield part.steps[0], ballot


def ballot_of(
    charter: Charter, part: ElectorateSteps, rule: Rule, quorum: Rule | None, bars: tuple[Bar, ...] = ()
) -> Ballot | None:
    """The vote in a hall, without named sets that are barred; open seats are filled with some lawful composition."""
    seated = part.hall.spaces.known or lawful(part.hall.spaces)
    if seated is None:
        return None
    barred = named_bars(bars)
    weighted = part.hall.weights is not None or part.hall.heads is not None
    seats = (s for s in seated if s.post.size and s.holder not in barred)
    voting = tuple(each for s in seats for each in ((s,) if weighted else _delegates(s)))
    void = part.organ.void_unless.value if part.organ is not None and part.organ.void_unless is not None else None
    return Ballot(RuleContext(charter, part.hall), voting, rule, quorum, void)


def _delegates(seat: Seat) -> tuple[Seat, ...]:
    """A seat of several delegates as one for each: they may vote apart. Where heads are counted the first counts."""
    if seat.post.size == 1:
        return (seat,)
    first = changed(seat, post=changed(seat.post, size=ONE))
    other = changed(seat, post=changed(seat.post, size=ONE, own=False))
    return (first, *[other] * (int(seat.post.size) - 1)) if seat.post.size.denominator == 1 else (seat,)


def found_in(ballot: Ballot, step: StepVote) -> list[Paradox]:
    """The paradoxes of one vote."""
    if isinstance(ballot.rule, Unless):
        return []
    found = []
    try:
        for kind in (ABSTAIN, AWAY):
            paradox = next(_of_kind(ballot, step, kind), None)
            if paradox is not None:
                found.append(paradox)
    except Unstated:
        return []
    return found


def _of_kind(ballot: Ballot, step: StepVote, kind: str) -> Iterator[Paradox]:
    clauses = [("void unless", ballot.void)]
    if kind == AWAY:
        clauses.insert(0, ("quorum", ballot.quorum))
    for name, clause in clauses:
        if clause is None:
            continue
        for tally, mover in _just_met(ballot, clause, absent=name == "quorum"):
            after = changed(tally, no=tally.no - {mover})
            if kind == ABSTAIN:
                after = changed(after, abstain=tally.abstain | {mover})
            if ballot.carries(tally) and not ballot.carries(after):
                yield _told(ballot, step, kind, name, clause, tally, mover)


def _told(ballot: Ballot, step: StepVote, kind: str, name: str, clause: Rule, tally: Tally, mover: int) -> Paradox:
    form, (needed, _) = ballot.goals(_leaf(clause), presence=True)[0]
    met = ballot.sum(form, tally.present if name == "quorum" else tally.cast)
    away = ballot.heads(ballot.everyone - tally.present)
    named = ballot.seats[mover].label if ballot.scene.hall.spaces.known is not None else ""
    return Paradox(
        kind, step.by, name, clause.span, step.span, ballot.heads(tally.yes), ballot.heads(tally.no),
        ballot.heads(tally.abstain), away, ballot.heads(ballot.everyone), named, met, needed, step.citations,
    )  # fmt: skip


def _leaf(rule: Rule) -> Rule:
    return _leaf(rule.parts[0]) if isinstance(rule, AllOf | AnyOf) else rule


def _just_met(ballot: Ballot, clause: Rule, *, absent: bool) -> Iterator[tuple[Tally, int]]:
    """Votes in which all who count say yes but one, and the clause is met only because of that one. The others are
    away where presence is counted (`absent`), and abstain otherwise."""
    seen = set()
    for order in _orders(ballot, clause):
        for mover in _movers(ballot, clause):
            there = _tight(ballot, clause, order, mover)
            if there is None or (there, mover) in seen:
                continue
            seen.add((there, mover))
            rest = frozenset() if absent else ballot.everyone - there
            yield Tally(there - {mover}, frozenset((mover,)), rest), mover


def _orders(ballot: Ballot, clause: Rule) -> list[Sequence[int]]:
    """Who comes first: those who weigh most in one of the counts of the rule, so that yes is as strong as can be."""
    forms = [f for leaf in _leaves(ballot.rule) for f in ballot.forms(leaf.of)]
    named = [p for rule in _named(ballot.rule) for p in rule.voters.members or ()]
    places = range(len(ballot.seats))
    orders: list[Sequence[int]] = []
    if not named and all(ballot.alike(form) for form in forms):
        return [tuple(places)]
    for form in forms:
        orders.append(sorted(places, key=lambda i: (-ballot.weight(form, i), i)))
    joint = [(form, ballot.sum(form, ballot.everyone) or Fraction(1)) for form in forms]
    spread = {i: sum((ballot.weight(f, i) / t for f, t in joint), ZERO) for i in places}
    orders.append(sorted(places, key=lambda i: (ballot.seats[i].holder not in named, -spread[i], i)))
    return list(dict.fromkeys(tuple(o) for o in orders))


def _leaves(rule: Rule) -> Iterator[Any]:
    if isinstance(rule, AllOf | AnyOf):
        for part in rule.parts:
            yield from _leaves(part)
    elif isinstance(rule, Share | Count | AllBut):
        yield rule


def _named(rule: Rule) -> Iterator[Concurring]:
    if isinstance(rule, AllOf | AnyOf):
        for part in rule.parts:
            yield from _named(part)
    elif isinstance(rule, Concurring):
        yield rule


def _movers(ballot: Ballot, clause: Rule) -> list[int]:
    """Who may be the one against: one of each kind that the counts tell apart, the lightest first."""
    forms = [f for leaf in _leaves(ballot.rule) for f in ballot.forms(leaf.of)]
    forms += [f for leaf in _leaves(clause) for f in ballot.forms(leaf.of, presence=True)]
    named = {p for rule in _named(ballot.rule) for p in rule.voters.members or ()}
    if not named and ballot.seats and all(ballot.alike(form) for form in forms):
        return [len(ballot.seats) - 1]
    kinds: dict[tuple[Fraction, ...], int] = {}
    for i in reversed(range(len(ballot.seats))):
        if ballot.seats[i].holder not in named:
            kinds.setdefault(tuple(ballot.weight(f, i) for f in forms), i)
    return [kinds[key] for key in sorted(kinds)][:_MOVERS]


_MOVERS = 12


def _tight(ballot: Ballot, clause: Rule, order: Sequence[int], mover: int) -> frozenset[int] | None:
    """The mover with the first others of the order that meet the clause, if they do not meet it without the mover."""
    others = [i for i in order if i != mover]
    low, high = 0, len(others)
    while low < high:
        middle = (low + high) // 2
        if ballot.reaches(clause, frozenset((mover, *others[:middle]))):
            high = middle
        else:
            low = middle + 1
    there = frozenset(others[:low])
    if not ballot.reaches(clause, there | {mover}) or ballot.reaches(clause, there):
        return None
    return there | {mover}


__all__ = [
    "ABSTAIN",
    "AWAY",
    "Ballot",
    "Paradox",
    "Tally",
    "ballot_of",
    "ballots",
    "found_in",
    "paradoxes",
    "quorum_of",
]
