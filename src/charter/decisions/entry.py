"""Entry into force as a game: the hall of those who may ratify, and the condition of the text as a formula.

Whoever may ratify counts in the base of a share, whether it ratifies or not: those who stay out in a scenario are in
the total and never among those who ratify. A set that the clause names (`3 of G`, `majority of G`) counts as far as
its members may ratify; `all of G` asks for each of them, so that one who may not ratify keeps it from being met. The
figures of a column are those of all who may ratify; one that is missing is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from charter.decisions.columns import numbers_of, weights_of
from charter.decisions.compile_rule import RuleContext, formula_of
from charter.decisions.elements import (
    ONE,
    ZERO,
    CompositionSpace,
    Electorate,
    Formula,
    SeatKind,
    Spaces,
    Unstated,
    VoteThreshold,
    atoms,
    both,
    either,
    mapped,
    seat_of,
)
from charter.dsl.model.base import PartySet
from charter.dsl.model.charter import Charter
from charter.dsl.model.entry import may_ratify
from charter.dsl.model.institution import Institution
from charter.dsl.model.organs import Votes
from charter.dsl.model.rules import AllBut, AllOf, AnyOf, Base, Concurring, Consensus, Count, Rule, Share, Unanimity
from charter.record import changed, record

SEAT = SeatKind("")
LABEL = "ratification"


@record
class CountedLeg:
    """One condition as it is counted: the weight of each who may ratify and does not stay out, the whole of which the
    condition asks a part (with those who stay out), how much of it is needed, and the column it is read from."""

    rule: Rule
    weights: Mapping[str, Fraction]
    total: Fraction
    needed: Fraction
    strict: bool
    column: str | None = None

    @property
    def held(self) -> Fraction:
        """What all who can ratify come to."""
        return sum(self.weights.values(), ZERO)

    def met(self, held: Fraction) -> bool:
        """Whether ratifications of this weight meet it."""
        return held > self.needed if self.strict else held >= self.needed


@record
class Ratifications:
    """Who may ratify, under which formula, and its conditions in the order of the text. `others` are those conditions
    that are met by parties whom the charter does not name, and that are not in the formula."""

    hall: Electorate
    formula: Formula
    legs: tuple[CountedLeg, ...]
    others: tuple[Rule, ...] = ()


def ratifications(
    charter: Charter, institution: Institution, rule: Rule, absent: frozenset[str], *, named_only: bool = False
) -> Ratifications:
    """The game of entry into force.

    With `named_only`, a charter that does not say who may ratify is played by those whom the condition names, without
    the conditions that anybody can meet; raises `Unstated` where that leaves nothing, and for what else is missing.
    """
    for base in _bases(rule):
        if base.column is not None and not numbers_of(charter, base.column):
            raise Unstated(f"the figures in `{base.column}`", base.span, f"{institution.name}.adoption")
    who = may_ratify(institution)
    others: tuple[Rule, ...] = ()
    if who is None:
        if not named_only or absent:
            raise Unstated("who may ratify", rule.span, f"{institution.name}.adoption")
        rule, others = _named_part(rule)
        who = tuple(sorted(_named(rule)))
    seats = dict.fromkeys((*who, *sorted(absent)))
    if not seats.keys() - absent:
        raise Unstated("anybody who may ratify", rule.span, f"{institution.name}.adoption")
    hall = _hall(charter, institution, rule, tuple(seats))
    legs: list[CountedLeg] = []
    formula = _formula(rule, charter, hall, absent, legs)
    left = tuple(seat_of(p, SEAT) for p in seats if p not in absent)
    return Ratifications(changed(hall, spaces=Spaces((CompositionSpace(left),))), formula, tuple(legs), others)


def _hall(charter: Charter, institution: Institution, rule: Rule, parties: tuple[str, ...]) -> Electorate:
    """All who may ratify, those who stay out included; their votes are those of the plenary organ."""
    weights = None
    if any(b.kind in ("votes", "votes_cast") for b in _bases(rule)):
        weights = weights_of(charter, _plenary_votes(institution), parties, rule.span)
    seats = tuple(seat_of(p, SEAT) for p in parties)
    return Electorate(
        f"{institution.name}.ratifiers", LABEL, rule.span, Spaces((CompositionSpace(seats),)), weights, accepting=True
    )  # fmt: skip


def _plenary_votes(institution: Institution) -> Votes | None:
    plenary = (o for o in institution.organs if o.plenary is not None)
    return next((o.votes for o in plenary if o.votes is not None and o.votes.parts), None)


def _formula(rule: Rule, charter: Charter, hall: Electorate, absent: frozenset[str], legs: list[CountedLeg]) -> Formula:
    if isinstance(rule, AllOf | AnyOf):
        parts = [_formula(p, charter, hall, absent, legs) for p in rule.parts]
        return both(parts) if isinstance(rule, AllOf) else either(parts)
    if not isinstance(rule, Share | Count | AllBut | Concurring | Consensus | Unanimity):
        raise Unstated("a condition that ratifications can meet", rule.span)
    present = [s.holder for s in hall.spaces.outer.fixed if s.holder not in absent]
    outside = sorted(_all_named(rule) - {s.holder for s in hall.spaces.outer.fixed})
    if outside:
        seats = (*hall.spaces.outer.fixed, *(seat_of(p, SEAT) for p in outside))
        hall = changed(hall, spaces=Spaces((CompositionSpace(seats),)))
    out = absent | frozenset(outside)
    full = formula_of(rule, RuleContext(charter, hall))
    counted = {id(a): _counted(a, hall) for a in atoms(full)}
    column = getattr(getattr(rule, "of", None), "column", None)
    for atom in atoms(full):
        weights, total = counted[id(atom)], sum(counted[id(atom)].values(), ZERO)
        needed, strict = atom.needed(total) if total else (ONE, False)
        legs.append(CountedLeg(rule, {p: weights[p] for p in present if weights[p]}, total, needed, strict, column))
    return mapped(full, lambda atom: _without(atom, counted[id(atom)], out))


def _counted(atom: VoteThreshold, hall: Electorate) -> dict[str, Fraction]:
    return {s.holder: atom.form.of(s.holder, s.post) for s in hall.spaces.outer.fixed}


def _without(atom: VoteThreshold, weights: Mapping[str, Fraction], out: frozenset[str]) -> VoteThreshold:
    """The threshold for those who can ratify, the part of those who cannot being needed all the same. A share of
    nothing is never met."""
    if not any(weights.values()):
        return changed(atom, share=ZERO, plus=ONE, strict=False)
    missing = sum((w for p, w in weights.items() if p in out), ZERO)
    return changed(atom, plus=atom.plus + atom.share * missing)


# ---- whom the condition names ----------------------------------------------------------------------


def _set_of(rule: Rule) -> PartySet | None:
    """The set that a condition names."""
    if isinstance(rule, Concurring):
        return rule.voters
    if isinstance(rule, Share | Count | AllBut):
        return rule.of.group if rule.of.kind == "group" else rule.of.among
    return None


def _all_named(rule: Rule) -> frozenset[str]:
    """The parties each of whom a condition needs; nobody where some of a set are enough."""
    every = (
        isinstance(rule, Concurring)
        or (isinstance(rule, Share) and rule.quota == 1 and rule.of.kind == "group")
        or (isinstance(rule, AllBut) and rule.number == 0 and rule.of.kind == "group")
    )
    named = _set_of(rule) if every else None
    return _known(named) if named is not None else frozenset()


def _known(named: PartySet) -> frozenset[str]:
    if named.members is None:
        raise Unstated(f"the members of `{named.text}`", named.span)
    return frozenset(named.members)


def _named(rule: Rule) -> frozenset[str]:
    """Everybody whom the condition names."""
    if isinstance(rule, AllOf | AnyOf):
        return frozenset(p for part in rule.parts for p in _named(part))
    named = _set_of(rule)
    return _known(named) if named is not None else frozenset()


def _named_part(rule: Rule) -> tuple[Rule, tuple[Rule, ...]]:
    """The conditions on named parties that must all be met, and those that anybody can meet; raises `Unstated` where
    the first cannot be told apart."""
    parts = rule.parts if isinstance(rule, AllOf) else (rule,)
    named = tuple(p for p in parts if all(_set_of(leaf) is not None for leaf in _leaves(p)))
    others = tuple(p for p in parts if p not in named)
    if not named or any(not isinstance(p, Count) for p in others):
        raise Unstated("who may ratify", rule.span)
    return (named[0] if len(named) == 1 else AllOf(rule.span, named)), others


def _leaves(rule: Rule) -> Iterator[Rule]:
    if isinstance(rule, AllOf | AnyOf):
        for part in rule.parts:
            yield from _leaves(part)
    else:
        yield rule


def _bases(rule: Rule) -> Iterable[Base]:
    return (leaf.of for leaf in _leaves(rule) if isinstance(leaf, Share | Count | AllBut))
