"""From a rule of decision to a formula of thresholds over the votes in a hall.

A-priori everyone is there and says yes or no: "present and voting" and "votes cast" are then all who are entitled.
Both count votes: where an organ weighs votes, those present and voting cast what they weigh.
`unless X object` fails exactly when those who say no meet X, so it is the dual of X.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from charter.decisions.columns import weights_in
from charter.decisions.counting_base import may_count_nobody, never_counts, some_vote
from charter.decisions.elements import (
    NOBODY,
    ONE,
    ZERO,
    BodyAgrees,
    Conjunction,
    Disjunction,
    Electorate,
    Formula,
    Unstated,
    VoteThreshold,
    VoteWeighting,
    both,
    either,
    mapped,
)
from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Bar
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
from charter.dsl.syntax.source import Span
from charter.record import changed, record


@record
class RuleContext:
    """What a rule is read in: the charter, the hall, who is barred."""

    charter: Charter
    hall: Electorate
    barred: frozenset[str] = NOBODY
    bars: tuple[Bar, ...] = ()

    def form(self, text: str, **parts: Any) -> VoteWeighting:
        """A form of this hall, with those barred taken out. Raises `Unstated` where it counts parties by name and it
        is not known who sits."""
        named = parts.get("among") or parts.get("chamber_members")
        if self.hall.anonymous and (named or self.barred):
            holders = {s.holder for s in self.hall.spaces.outer.fixed}
            if not (named or self.barred) <= holders:
                raise Unstated("the members", self.hall.span, self.hall.entity)
        return VoteWeighting(text, barred=self.barred, bars=self.bars, **parts)


def formula_of(rule: Rule, scene: RuleContext) -> Formula:
    """The rule as a formula; raises `Unstated` where a figure, a set or a chamber is not known."""
    return _MAKE[type(rule)](rule, scene)


def dual(formula: Formula) -> Formula:
    """The formula that holds of the yes-sayers exactly when this one fails of the no-sayers."""
    if isinstance(formula, VoteThreshold):
        return formula.dual()
    if isinstance(formula, Conjunction):
        return Disjunction(tuple(dual(p) for p in formula.parts))
    if isinstance(formula, Disjunction):
        return Conjunction(tuple(dual(p) for p in formula.parts))
    return formula


def with_casting(formula: Formula, casting: str | None) -> Formula:
    """A tie is broken by a casting vote: half is enough if the one who casts it agrees."""
    half = Fraction(1, 2)

    def relaxed(atom: VoteThreshold) -> VoteThreshold:
        return changed(atom, strict=False) if atom.strict and atom.share == half else atom

    if casting is None:
        return formula
    return either((formula, both((mapped(formula, relaxed), BodyAgrees(casting)))))


def gives_each_a_veto(rule: Rule) -> bool:
    """Whether the rule lets every single voter stop the decision, whoever and however many they are."""
    if isinstance(rule, Consensus):
        return rule.minus == 0
    if isinstance(rule, Unanimity | NoNegativeVote):
        return True
    if isinstance(rule, Share):
        return rule.quota == 1 and _everyone(rule.of)
    if isinstance(rule, AllBut):
        return rule.number == 0 and _everyone(rule.of)
    if isinstance(rule, Unless):
        return _one_is_enough(rule.objection)
    if isinstance(rule, AllOf):
        return any(gives_each_a_veto(p) for p in rule.parts)
    return isinstance(rule, AnyOf) and all(gives_each_a_veto(p) for p in rule.parts)


def _one_is_enough(objection: Rule) -> bool:
    """Whether the objection of any single voter is one of those that stop it."""
    if isinstance(objection, Count):
        return 0 < objection.number <= 1 and _everyone(objection.of)
    if isinstance(objection, AnyOf):
        return any(_one_is_enough(p) for p in objection.parts)
    return isinstance(objection, AllOf) and all(_one_is_enough(p) for p in objection.parts)


def _everyone(base: Base) -> bool:
    heads = ("members", "seats", "present", "attending", "delegates", "ratifications")
    return base.among is None and base.kind in heads


def form_of(base: Base, scene: RuleContext, presence: bool = False) -> VoteWeighting:
    """How a base counts votes in this hall; with `presence`, who is there for a quorum, where heads are heads even if
    one of them casts the votes of several."""
    among = None
    if base.among is not None:
        among = _known(base.among.members, base.among.text, base.among.span)
    hall = scene.hall
    counts = None if hall.accepting or presence else hall.heads
    word = f" from {base.among.text}" if base.among is not None else ""
    if base.kind in ("votes", "votes_cast", "present", "attending"):
        weights = hall.weights if hall.weights is not None else hall.heads
        return scene.form("votes" + word, weights=weights, among=among)
    if base.kind == "delegates":
        return scene.form("delegates" + word, among=among)
    if base.kind == "group":
        assert base.group is not None
        group = _known(base.group.members, base.group.text, base.group.span)
        text = f"{_noun(hall)} of {base.group.text}"
        return scene.form(text, weights=counts, among=group if among is None else group & among, heads=True)
    if base.kind == "column":
        if hall.anonymous:
            raise Unstated("the members", base.span)
        counted = sorted(p for p in hall.spaces.parties if among is None or p in among)
        weights = weights_in(scene.charter, base.column or "", counted, base.span)
        return scene.form(f"{base.column}{word}", weights=weights, among=among, heads=True)
    if base.kind == "chamber":
        return chamber_form(base.chamber or "", scene, base.span, among)
    if base.kind == "seats":
        return scene.form(_noun(hall, heads=False) + word, weights=counts, among=among)
    if base.kind == "ratifications":
        return scene.form(_noun(hall) + word, among=among, heads=True)
    return scene.form(_noun(hall) + word, weights=counts, among=among, heads=True)


def _noun(hall: Electorate, heads: bool = True) -> str:
    if not heads and any(s.post.again or s.unit for s in hall.spaces.outer.fixed):
        return "seats"
    return "seats" if hall.open_seats or any(s.opens for s in hall.spaces.variants) else "members"


def _known(members: tuple[str, ...] | None, text: str, span: Span) -> frozenset[str]:
    if members is None:
        raise Unstated(f"the members of `{text}`", span)
    return frozenset(members)


def chamber_form(name: str, scene: RuleContext, span: Span, among: frozenset[str] | None = None) -> VoteWeighting:
    """The votes of a chamber."""
    chambers = scene.hall.chambers
    seated = any(s.post.chamber == name for s in scene.hall.spaces.outer.fixed)
    if name not in chambers and not seated:
        raise Unstated(f"a chamber `{name}`", span, scene.hall.entity)
    members = chambers.get(name)
    return scene.form(f"votes in chamber {name}", chamber=name, chamber_members=members, among=among)


def _each(rule: Any, scene: RuleContext, make: Callable[[VoteWeighting], Formula]) -> Formula:
    """One threshold, or one in each chamber."""
    if rule.of.kind != "each_chamber":
        return make(form_of(rule.of, scene))
    if not scene.hall.chambers:
        raise Unstated("the chambers", rule.span, scene.hall.entity)
    return both(make(chamber_form(c, scene, rule.span)) for c in scene.hall.chambers)


def _share(rule: Share, scene: RuleContext) -> Formula:
    words = "more than " if rule.strict and rule.quota != Fraction(1, 2) else ""
    quota = "a majority" if rule.strict and not words else f"{words}{rule.quota}"

    def carried(form: VoteWeighting) -> Formula:
        atom = VoteThreshold(form, rule.quota, ZERO, rule.strict, f"{quota} of {form.text}", rule.span)
        return _of_somebody(atom, scene) if rule.quota else atom

    return _each(rule, scene, carried)


def _of_somebody(atom: VoteThreshold, scene: RuleContext) -> Formula:
    """A share of nobody is never reached: where nobody may be counted, somebody must say yes."""
    if never_counts(atom.form, scene.hall):
        return some_vote(atom)
    if atom.strict or not atom.share or atom.plus or not may_count_nobody(atom.form, scene.hall):
        return atom
    return both((atom, some_vote(atom)))


def _unless_nobody(atom: VoteThreshold, scene: RuleContext) -> Formula:
    """Nobody stops nothing: where nobody may be counted, it is enough that nobody says no."""
    none_against = some_vote(atom).dual()
    if never_counts(atom.form, scene.hall):
        return none_against
    return either((atom, none_against)) if atom.strict and may_count_nobody(atom.form, scene.hall) else atom


def _count(rule: Count, scene: RuleContext) -> Formula:
    return _each(
        rule, scene, lambda f: VoteThreshold(f, ZERO, rule.number, False, f"{rule.number} {f.text}", rule.span)
    )


def _all_but(rule: AllBut, scene: RuleContext) -> Formula:

    def carried(form: VoteWeighting) -> Formula:
        atom = VoteThreshold(form, ONE, -rule.number, False, f"all but {rule.number} of {form.text}", rule.span)
        return _of_somebody(atom, scene)

    return _each(rule, scene, carried)


def _everybody(scene: RuleContext) -> VoteWeighting:
    """Every voter counted once: in a consensus each has the same word."""
    return scene.form(_noun(scene.hall, heads=False))


def _consensus(rule: Consensus, scene: RuleContext) -> Formula:
    text = f"consensus minus {rule.minus}" if rule.minus else "consensus"
    return _of_somebody(VoteThreshold(_everybody(scene), ONE, Fraction(-rule.minus), False, text, rule.span), scene)


def _unanimity(rule: Unanimity | NoNegativeVote, scene: RuleContext) -> Formula:
    text = "unanimity" if isinstance(rule, Unanimity) else "no negative vote"
    return _of_somebody(VoteThreshold(_everybody(scene), ONE, ZERO, False, text, rule.span), scene)


def _reverse(rule: ReverseConsensus, scene: RuleContext) -> Formula:
    return _unless_nobody(VoteThreshold(_everybody(scene), ZERO, ZERO, True, "reverse consensus", rule.span), scene)


def _concurring(rule: Concurring, scene: RuleContext) -> Formula:
    voters = _known(rule.voters.members, rule.voters.text, rule.voters.span)
    form = scene.form(f"{_noun(scene.hall)} of {rule.voters.text}", among=voters, heads=True)
    return VoteThreshold(form, ONE, ZERO, False, f"concurring votes of {rule.voters.text}", rule.span)


def _not_opposed(rule: NotOpposed, scene: RuleContext) -> Formula:
    if not scene.hall.chambers:
        raise Unstated("the chambers", rule.span, scene.hall.entity)
    share = "a majority" if rule.strict and rule.quota == Fraction(1, 2) else str(rule.number or rule.quota)
    parts: list[Formula] = []
    for name in scene.hall.chambers:
        form = chamber_form(name, scene, rule.span)
        text = f"not opposed by {share} of {form.text}"
        if rule.number is not None:
            parts.append(VoteThreshold(form, ONE, -rule.number, True, text, rule.span))
            continue
        parts.append(_unless_nobody(VoteThreshold(form, 1 - rule.quota, ZERO, not rule.strict, text, rule.span), scene))
    return both(parts)


def _few_against(rule: FewAgainst, scene: RuleContext) -> Formula:
    """Yes from all but those who may be against: everyone says yes or no."""

    def carried(form: VoteWeighting) -> Formula:
        asked = rule.number if rule.number is not None else rule.quota
        text = f"not more than {asked} of {form.text} against"
        atom = VoteThreshold(form, 1 - rule.quota, -(rule.number or ZERO), False, text, rule.span)
        return _unless_nobody(atom, scene)

    return _each(rule, scene, carried)


def _unless(rule: Unless, scene: RuleContext) -> Formula:
    verb = "say stop" if rule.stop else "object"

    def said(atom: VoteThreshold) -> VoteThreshold:
        return changed(atom, text=f"unless {atom.text} {verb}")

    return mapped(dual(formula_of(rule.objection, scene)), said)


def _all_of(rule: AllOf, scene: RuleContext) -> Formula:
    return both(_parts(rule.parts, scene))


def _any_of(rule: AnyOf, scene: RuleContext) -> Formula:
    return either(_parts(rule.parts, scene))


def _parts(parts: Iterable[Rule], scene: RuleContext) -> list[Formula]:
    return [formula_of(p, scene) for p in parts]


_MAKE: dict[type, Callable[[Any, RuleContext], Formula]] = {
    Share: _share,
    Count: _count,
    AllBut: _all_but,
    Consensus: _consensus,
    Unanimity: _unanimity,
    NoNegativeVote: _unanimity,
    ReverseConsensus: _reverse,
    Concurring: _concurring,
    NotOpposed: _not_opposed,
    FewAgainst: _few_against,
    Unless: _unless,
    AllOf: _all_of,
    AnyOf: _any_of,
}
