"""A quorum that is never there: a body that cannot meet decides nothing.

A-priori everyone attends, so that a quorum changes nothing as long as those who may vote are enough for it. Where they
cannot be, in any composition, nothing passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.decisions.compile_rule import RuleContext, chamber_form, form_of
from charter.decisions.counting_base import never_counts, some_vote
from charter.decisions.elements import ZERO, Electorate, Formula, VoteThreshold, VoteWeighting, both, either
from charter.dsl.model.decisions import Step
from charter.dsl.model.organs import Organ
from charter.dsl.model.rules import AllOf, AnyOf, Count, Rule, Share, Unless


def quorum_of(step: Step, organ: Organ | None) -> Rule | None:
    """The quorum of a step: its own, else that of its organ."""
    if step.quorum is not None or organ is None:
        return step.quorum
    if step.rule is None and organ.default_terms.quorum is not None:
        return organ.default_terms.quorum
    return organ.quorum.value if organ.quorum is not None else None


def validity(step: Step, organ: Organ | None, rule: Rule, scene: RuleContext) -> Formula | None:
    """The condition that can never be met where the quorum, or what makes a vote void, asks for more than there are;
    None where they can be had. Silence needs no meeting, and so no quorum."""
    if isinstance(rule, Unless):
        return None
    found = [_never(quorum, scene, "a quorum of ") for quorum in (quorum_of(step, organ),) if quorum is not None]
    if organ is not None and organ.void_unless is not None:
        found.append(_never(organ.void_unless.value, scene, "votes cast by "))
    parts = [f for f in found if f is not None]
    return both(parts) if parts else None


def _never(rule: Rule, scene: RuleContext, words: str) -> Formula | None:
    if isinstance(rule, AllOf | AnyOf):
        parts = [_never(part, scene, words) for part in rule.parts]
        known = [p for p in parts if p is not None]
        if isinstance(rule, AllOf):
            return both(known) if known else None
        return either(known) if len(known) == len(parts) else None
    if not isinstance(rule, Share | Count):
        return None
    for form in _forms(rule, scene):
        if isinstance(rule, Count) and rule.number > most_counted(form, scene.hall):
            return VoteThreshold(form, ZERO, rule.number, False, f"{words}{rule.number} {form.text}", rule.span)
        if isinstance(rule, Share) and rule.quota and never_counts(form, scene.hall):
            return some_vote(
                VoteThreshold(form, rule.quota, ZERO, False, f"{words}{rule.quota} of {form.text}", rule.span)
            )
    return None


def _forms(rule: Share | Count, scene: RuleContext) -> Iterator[VoteWeighting]:
    if rule.of.kind == "each_chamber":
        yield from (chamber_form(name, scene, rule.span) for name in scene.hall.chambers)
    else:
        yield form_of(rule.of, scene, presence=True)


def most_counted(form: VoteWeighting, hall: Electorate) -> Fraction:
    """No more than this is ever counted by the form in a hall, over all compositions."""
    best = ZERO
    for space in hall.spaces.variants:
        total = sum((form.of(s.holder, s.post) for s in space.fixed), ZERO)
        for each in space.opens:
            values = sorted((form.of(p, each.post) for p in each.eligible for _ in range(space.apiece)), reverse=True)
            total += sum(values[: each.count], ZERO)
        best = max(best, total)
    return best


__all__ = ["most_counted", "quorum_of", "validity"]
