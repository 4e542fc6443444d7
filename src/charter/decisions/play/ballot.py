"""A vote with abstentions and absences: is it valid, and does it carry?

"Present and voting" and "votes cast" are those who say yes or no; a quorum counts those present, and what makes a vote
void counts the votes cast. Everything else is out of all who are entitled. What a vote needs is a tree of
`VoteRequirement`s, each a bound on a sum of votes, so that what would change its outcome can be worked out exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeAlias

from charter.decisions.compile_rule import RuleContext, chamber_form, form_of
from charter.decisions.elements import ONE, ZERO, Seat, Unstated, VoteWeighting
from charter.dsl.model.rules import (
    AllBut,
    AllOf,
    AnyOf,
    Base,
    Concurring,
    Consensus,
    Count,
    FewAgainst,
    NoNegativeVote,
    NotOpposed,
    ReverseConsensus,
    Rule,
    Share,
    Unanimity,
    Unless,
)
from charter.record import changed, record

__all__ = ["AGAINST", "CAST", "ENTITLED", "FOR", "PRESENT", "Ballot", "JointRequirement", "Tally", "VoteRequirement"]

FOR, AGAINST, PRESENT, CAST = "for", "against", "present", "cast"
"""What a requirement counts: votes for, votes against, those present, votes cast."""

ENTITLED = "entitled"
"""Of whom a share is taken: all who are entitled to vote, else those present or the votes cast."""

_COUNTED = {
    FOR: lambda tally: tally.yes,
    AGAINST: lambda tally: tally.no,
    PRESENT: lambda tally: tally.present,
    CAST: lambda tally: tally.cast,
}


@record
class Tally:
    """A vote: which seats (by place) said yes, which no, which abstained; the others are away."""

    yes: frozenset[int]
    no: frozenset[int]
    abstain: frozenset[int] = frozenset()

    @property
    def cast(self) -> frozenset[int]:
        """Yes and no."""
        return self.yes | self.no

    @property
    def present(self) -> frozenset[int]:
        """Yes, no and abstentions."""
        return self.cast | self.abstain


@record
class VoteRequirement:
    """What is counted (`counts`) must reach `share` of all votes of the form, or `of` those present or cast, plus
    `plus`; with `strict`, exceed it. Votes against must not exceed it, with `strict` not reach it.

    `form` None counts each seat as one; `among` are the seats (by place) that count, None for all."""

    counts: str
    text: str
    form: VoteWeighting | None
    share: Fraction = ZERO
    plus: Fraction = ZERO
    strict: bool = False
    of: str = ENTITLED
    among: frozenset[int] | None = None

    def worth(self, position: str, votes: Fraction) -> Fraction:
        """What so many votes add by a position (yes, no, abstain or away): the more, the better it is met."""
        counted = position in _POSITIONS[self.counts]
        share = self.share if self.of != ENTITLED and position in _POSITIONS[self.of] else ZERO
        return (-votes if self.counts == AGAINST else votes) * (counted - share)

    def negated(self) -> VoteRequirement:
        """Met exactly when this one is not, of a vote in which yes and no have changed sides."""
        return changed(self, counts=AGAINST if self.counts == FOR else FOR, strict=not self.strict)


_POSITIONS = {FOR: ("yes",), AGAINST: ("no",), PRESENT: ("yes", "no", "abstain"), CAST: ("yes", "no")}


@record
class JointRequirement:
    """All of the parts must be met, or with `any` one of them."""

    parts: tuple[VoteRequirements, ...]
    any: bool = False


VoteRequirements: TypeAlias = VoteRequirement | JointRequirement


def _objected(needs: VoteRequirements) -> VoteRequirements:
    """What keeps an objection from being met, given what it needs."""
    if isinstance(needs, VoteRequirement):
        return needs.negated()
    return JointRequirement(tuple(_objected(p) for p in needs.parts), not needs.any)


@record
class Ballot:
    """A vote in one hall under its rule, its quorum and what makes it void, each where the charter states it."""

    scene: RuleContext
    seats: tuple[Seat, ...]
    rule: Rule
    quorum: Rule | None = None
    void: Rule | None = None

    @cached_property
    def everyone(self) -> frozenset[int]:
        """Every seat with a vote."""
        return frozenset(range(len(self.seats)))

    @cached_property
    def needs(self) -> dict[str, VoteRequirements]:
        """What the vote needs: `quorum`, `void unless`, `rule` and `veto`, each where there is one; raises `Unstated`
        for figures that are not known."""
        found: dict[str, VoteRequirements] = {}
        if self.quorum is not None:
            found["quorum"] = self._reached(self.quorum, PRESENT)
        if self.void is not None:
            found["void unless"] = self._reached(self.void, CAST)
        found["rule"] = _NEEDS[type(self.rule)](self, self.rule)
        vetoes = frozenset(i for i, seat in enumerate(self.seats) if seat.post.veto)
        if vetoes:
            found["veto"] = VoteRequirement(AGAINST, "seats with a veto", None, among=vetoes)
        return found

    def carries(self, tally: Tally) -> bool:
        """Whether the vote is valid and the rule is met; raises `Unstated` for figures that are not known."""
        return all(self.met(each, tally) for each in self.needs.values())

    def met(self, needs: VoteRequirements, tally: Tally) -> bool:
        """Whether a vote has what is needed."""
        if isinstance(needs, JointRequirement):
            found = (self.met(part, tally) for part in needs.parts)
            return any(found) if needs.any else all(found)
        has, needed = self.count(needs, tally)
        if needs.counts == AGAINST:
            return has < needed if needs.strict else has <= needed
        return _enough(has, needed, needs.strict)

    def count(self, need: VoteRequirement, tally: Tally) -> tuple[Fraction, Fraction]:
        """What is counted, and what it is held against."""
        return self.votes(need, _COUNTED[need.counts](tally)), need.share * self.base(need, tally) + need.plus

    def base(self, need: VoteRequirement, tally: Tally) -> Fraction:
        """Out of how many votes a share is."""
        return self.votes(need, self.everyone if need.of == ENTITLED else _COUNTED[need.of](tally))

    def votes(self, need: VoteRequirement, those: frozenset[int]) -> Fraction:
        """The votes of these seats as a requirement counts them."""
        counted = those if need.among is None else those & need.among
        return Fraction(len(counted)) if need.form is None else self.sum(need.form, counted)

    def reaches(self, rule: Rule, those: frozenset[int]) -> bool:
        """Whether these seats are as many as the rule asks for, out of all."""
        if isinstance(rule, AllOf | AnyOf):
            found = (self.reaches(part, those) for part in rule.parts)
            return all(found) if isinstance(rule, AllOf) else any(found)
        return all(_enough(self.sum(f, those), *goal) for f, goal in self.goals(rule, presence=True))

    def goals(self, rule: Rule, presence: bool = False) -> list[tuple[VoteWeighting, tuple[Fraction, bool]]]:
        """What is counted, how much is needed of it, and whether that must be exceeded. With `presence` those who are
        there are counted, by heads."""
        found = []
        for form, share, plus, strict in self._thresholds(rule, presence):
            found.append((form, (share * self.sum(form, self.everyone) + plus, strict)))
        return found

    def _thresholds(self, rule: Rule, presence: bool) -> list[tuple[VoteWeighting, Fraction, Fraction, bool]]:
        """What is counted, the share of all that is needed, the number beside it, whether that must be exceeded."""
        if isinstance(rule, Share):
            numbers = (rule.quota, ZERO, rule.strict)
        elif isinstance(rule, Count):
            numbers = (ZERO, rule.number, False)
        elif isinstance(rule, AllBut):
            numbers = (ONE, -rule.number, False)
        else:
            raise Unstated("a number for the quorum", rule.span)
        return [(form, *numbers) for form in self.forms(rule.of, presence)]

    def _reached(self, rule: Rule, counts: str) -> VoteRequirements:
        if isinstance(rule, AllOf | AnyOf):
            return JointRequirement(tuple(self._reached(p, counts) for p in rule.parts), isinstance(rule, AnyOf))
        return _all([
            VoteRequirement(counts, form.text, form, share, plus, strict)
            for form, share, plus, strict in self._thresholds(rule, presence=True)
        ])  # fmt: skip

    def forms(self, base: Base, presence: bool = False) -> list[VoteWeighting]:
        """How the base counts: one form, or one for each chamber."""
        found = self._forms.get((base, presence))
        if found is None:
            if base.kind != "each_chamber":
                found = [form_of(base, self.scene, presence)]
            else:
                found = [chamber_form(name, self.scene, base.span) for name in self.scene.hall.chambers]
            self._forms[base, presence] = found
        return found

    def sum(self, form: VoteWeighting, those: frozenset[int]) -> Fraction:
        """The votes of these seats in that form."""
        table = self._table(form)
        if self.alike(form):
            return table[0] * len(those)
        return sum((table[i] for i in those), ZERO)

    def weight(self, form: VoteWeighting, place: int) -> Fraction:
        """The votes of one seat."""
        return self._table(form)[place]

    def alike(self, form: VoteWeighting) -> bool:
        """Whether all seats have the same votes in a form."""
        self._table(form)
        return self._alike[id(form)]

    def heads(self, those: frozenset[int]) -> int:
        """How many votes these seats are when each delegate's is one."""
        return int(sum((self.seats[i].post.size for i in those), ZERO))

    def _table(self, form: VoteWeighting) -> list[Fraction]:
        # forms hold tables of votes, so that they are told apart by identity; keeping them keeps it unique
        kept = self._tables.get(id(form))
        if kept is None:
            kept = self._tables[id(form)] = (form, [form.of(s.holder, s.post) for s in self.seats])
            self._alike[id(form)] = bool(kept[1]) and all(votes == kept[1][0] for votes in kept[1])
        return kept[1]

    @cached_property
    def _forms(self) -> dict[tuple[Base, bool], list[VoteWeighting]]:
        return {}

    @cached_property
    def _alike(self) -> dict[int, bool]:
        return {}

    @cached_property
    def _tables(self) -> dict[int, tuple[VoteWeighting, list[Fraction]]]:
        return {}


def _enough(amount: Fraction, needed: Fraction, strict: bool) -> bool:
    return amount > needed if strict else amount >= needed


def _out_of(base: Base) -> str:
    """Of whom a share is taken."""
    if base.kind == "attending":
        return PRESENT
    return CAST if base.kind in ("present", "votes_cast") else ENTITLED


def _all(needs: list[VoteRequirement]) -> VoteRequirements:
    return needs[0] if len(needs) == 1 else JointRequirement(tuple(needs))


def _share(ballot: Ballot, rule: Share) -> VoteRequirements:
    """The share, and where nobody need vote for it to be met, one vote."""
    of = _out_of(rule.of)
    found = []
    for form in ballot.forms(rule.of):
        found.append(VoteRequirement(FOR, form.text, form, rule.quota, ZERO, rule.strict, of))
        if rule.quota and not rule.strict and (of != ENTITLED or not ballot.sum(form, ballot.everyone)):
            found.append(VoteRequirement(FOR, form.text, form, strict=True))
    return _all(found)


def _number(ballot: Ballot, rule: Count | AllBut) -> VoteRequirements:
    share, plus = (ZERO, rule.number) if isinstance(rule, Count) else (ONE, -rule.number)
    return _all([VoteRequirement(FOR, form.text, form, share, plus) for form in ballot.forms(rule.of)])


def _concurring(ballot: Ballot, rule: Concurring) -> VoteRequirements:
    if rule.voters.members is None:
        raise Unstated(f"the members of `{rule.voters.text}`", rule.voters.span)
    voters = frozenset(i for i, seat in enumerate(ballot.seats) if seat.holder in rule.voters.members)
    return VoteRequirement(AGAINST, rule.voters.text, None, among=voters)


def _not_opposed(ballot: Ballot, rule: NotOpposed) -> VoteRequirements:
    forms = [chamber_form(name, ballot.scene, rule.span) for name in ballot.scene.hall.chambers]
    found = []
    for form in forms:
        if rule.number is not None:
            found.append(VoteRequirement(AGAINST, form.text, form, ZERO, rule.number, strict=True))
            continue
        voters = bool(ballot.sum(form, ballot.everyone))  # nobody's opposition stops nothing
        found.append(VoteRequirement(AGAINST, form.text, form, rule.quota * voters, ZERO, voters and not rule.strict))
    return _all(found)


def _few_against(ballot: Ballot, rule: FewAgainst) -> VoteRequirements:
    share, plus = (rule.quota, ZERO) if rule.number is None else (ZERO, rule.number)
    of = _out_of(rule.of)
    return _all([VoteRequirement(AGAINST, f.text, f, share, plus, of=of) for f in ballot.forms(rule.of)])


def _everybody(counts: str, share: Fraction = ZERO, plus: int = 0, *, strict: bool = False) -> VoteRequirement:
    return VoteRequirement(counts, "votes", None, share, Fraction(plus), strict)


_NEEDS: dict[type, Callable[[Ballot, Any], VoteRequirements]] = {
    Share: _share,
    Count: _number,
    AllBut: _number,
    Consensus: lambda ballot, rule: _everybody(AGAINST, plus=rule.minus),
    Unanimity: lambda ballot, rule: _everybody(FOR, ONE),
    NoNegativeVote: lambda ballot, rule: _everybody(AGAINST),
    ReverseConsensus: lambda ballot, rule: _everybody(AGAINST, ONE, strict=True),
    Concurring: _concurring,
    NotOpposed: _not_opposed,
    FewAgainst: _few_against,
    Unless: lambda ballot, rule: _objected(_NEEDS[type(rule.objection)](ballot, rule.objection)),
    AllOf: lambda ballot, rule: JointRequirement(tuple(_NEEDS[type(p)](ballot, p) for p in rule.parts)),
    AnyOf: lambda ballot, rule: JointRequirement(tuple(_NEEDS[type(p)](ballot, p) for p in rule.parts), any=True),
}
