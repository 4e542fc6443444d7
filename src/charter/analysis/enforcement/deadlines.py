"""The time within which a step must be taken: the one place that says so, for rules, expectations and figures.

A number of days is a deadline. `forthwith` and a time in words are none, for nobody can say when they have passed.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from charter.dsl.model.base import Clock
from charter.dsl.model.charter import Charter
from charter.dsl.model.decisions import Decision, Step
from charter.dsl.model.institution import Institution
from charter.dsl.model.obligations import Rung
from charter.dsl.model.rules import Unless


def rung_days(charter: Charter, institution: Institution, rung: Rung) -> Fraction | None:
    """The days within which a step of a ladder must be taken; None where it has no deadline.

    They are its own, those of the decision that takes it, or those after which it comes by itself.
    """
    if rung.within is not None:
        return rung.within.days
    if rung.forthwith:
        return None
    if not rung.by and not rung.to and rung.duty != "may":
        # Nobody has to act: a loss by lapse takes effect when its time is up.
        return rung.after.days if rung.after is not None else None
    named = [who.name for who in (*rung.by, *rung.to) if who.kind == "decision" and who.name]
    found = charter.decision(institution, named[0]) if len(named) == 1 else None
    if found is None or not isinstance(found[1], Decision):
        return None
    return total(step_days(step) for step in found[1].steps)


def step_days(step: Step) -> Fraction | None:
    """The days within which a step of a decision must be taken, or within which one may object to it.

    Where it has other ways: the longest of them, each after the one whose failure it waits for."""
    longest: Fraction | None = Fraction(0)
    spent: Fraction | None = Fraction(0)
    for way in step.ways:
        days = _way_days(way)
        spent = days if way.follows == "or" else None if days is None or spent is None else spent + days
        longest = None if spent is None or longest is None else max(longest, spent)
    return longest


def _way_days(step: Step) -> Fraction | None:
    silence = step.rule.within if isinstance(step.rule, Unless) else None
    within: Clock | None = step.within or silence
    return within.days if within is not None else None


def total(limits: Iterable[Fraction | None]) -> Fraction | None:
    """The sum of some deadlines; None where one is missing, or there are none."""
    found = list(limits)
    known = [days for days in found if days is not None]
    return sum(known, Fraction(0)) if found and len(known) == len(found) else None


def why_none(rung: Rung) -> str:
    """Why a step of a ladder has no deadline, in a few words."""
    if rung.within is not None:
        return f"{rung.within} is no number of days"
    if rung.forthwith:
        return "`forthwith` is no number of days"
    if rung.after is not None:
        return f"may begin after {rung.after}, must end on no day"
    return "no time is stated"
