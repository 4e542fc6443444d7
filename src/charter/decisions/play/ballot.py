"""A vote with abstentions and absences: is it valid, and does it carry?

"Present and voting" and "votes cast" are those who say yes or no; a quorum counts those present, and what makes a vote
void counts the votes cast. Everything else is out of all who are entitled.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from typing import Any

from charter.decisions.compile_rule import RuleContext, chamber_form, form_of
from charter.decisions.elements import ZERO, Seat, Unstated, VoteWeighting
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
from charter.record import record

__all__ = ["Ballot", "Tally"]


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

    def carries(self, tally: Tally) -> bool:
        """Whether the vote is valid and the rule is met; raises `Unstated` for figures that are not known."""
        if self.quorum is not None and not self.reaches(self.quorum, tally.present):
            return False
        if self.void is not None and not self.reaches(self.void, tally.cast):
            return False
        return _HOLDS[type(self.rule)](self, self.rule, tally)

    def reaches(self, rule: Rule, those: frozenset[int]) -> bool:
        """Whether these seats are as many as the rule asks for, out of all."""
        if isinstance(rule, AllOf | AnyOf):
            found = (self.reaches(part, those) for part in rule.parts)
            return all(found) if isinstance(rule, AllOf) else any(found)
        return all(_enough(self.sum(f, those), *goal) for f, goal in self.goals(rule, presence=True))

    def goals(self, rule: Rule, presence: bool = False) -> list[tuple[VoteWeighting, tuple[Fraction, bool]]]:
        """What is counted, how much is needed of it, and whether that must be exceeded. With `presence` those who are
        there are counted, by heads."""
        if not isinstance(rule, Share | Count | AllBut):
            raise Unstated("a number for the quorum", rule.span)
        found = []
        for form in self.forms(rule.of, presence):
            total = self.sum(form, self.everyone)
            if isinstance(rule, Share):
                found.append((form, (rule.quota * total, rule.strict)))
            else:
                found.append((form, (rule.number if isinstance(rule, Count) else total - rule.number, False)))
        return found

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


def _out_of(ballot: Ballot, base: Base, tally: Tally) -> frozenset[int]:
    """Those of whom a share is taken."""
    if base.kind == "attending":
        return tally.present
    return tally.cast if base.kind in ("present", "votes_cast") else ballot.everyone


def _share(ballot: Ballot, rule: Share, tally: Tally) -> bool:
    for form in ballot.forms(rule.of):
        total = ballot.sum(form, _out_of(ballot, rule.of, tally))
        yes = ballot.sum(form, tally.yes)
        if not _enough(yes, rule.quota * total, rule.strict) or (not yes and rule.quota):
            return False
    return True


def _number(ballot: Ballot, rule: Count | AllBut, tally: Tally) -> bool:
    return all(_enough(ballot.sum(form, tally.yes), *goal) for form, goal in ballot.goals(rule))


def _unless(ballot: Ballot, rule: Unless, tally: Tally) -> bool:
    turned = Tally(tally.no, tally.yes, tally.abstain)
    return not _HOLDS[type(rule.objection)](ballot, rule.objection, turned)


def _concurring(ballot: Ballot, rule: Concurring, tally: Tally) -> bool:
    if rule.voters.members is None:
        raise Unstated(f"the members of `{rule.voters.text}`", rule.voters.span)
    return not any(ballot.seats[i].holder in rule.voters.members for i in tally.no)


def _not_opposed(ballot: Ballot, rule: NotOpposed, tally: Tally) -> bool:
    for name in ballot.scene.hall.chambers:
        form = chamber_form(name, ballot.scene, rule.span)
        against, total = ballot.sum(form, tally.no), ballot.sum(form, ballot.everyone)
        if _enough(against, *rule.enough(total)):
            return False
    return True


def _few_against(ballot: Ballot, rule: FewAgainst, tally: Tally) -> bool:
    return all(
        ballot.sum(form, tally.no) <= rule.most(ballot.sum(form, _out_of(ballot, rule.of, tally)))
        for form in ballot.forms(rule.of)
    )


_HOLDS: dict[type, Callable[[Ballot, Any, Tally], bool]] = {
    Share: _share,
    Count: _number,
    AllBut: _number,
    Consensus: lambda ballot, rule, tally: len(tally.no) <= rule.minus,
    Unanimity: lambda ballot, rule, tally: tally.yes == ballot.everyone,
    NoNegativeVote: lambda ballot, rule, tally: not tally.no,
    ReverseConsensus: lambda ballot, rule, tally: tally.no != ballot.everyone,
    Concurring: _concurring,
    NotOpposed: _not_opposed,
    FewAgainst: _few_against,
    Unless: _unless,
    AllOf: lambda ballot, rule, tally: all(_HOLDS[type(p)](ballot, p, tally) for p in rule.parts),
    AnyOf: lambda ballot, rule, tally: any(_HOLDS[type(p)](ballot, p, tally) for p in rule.parts),
}
