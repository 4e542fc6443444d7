"""Leverage of a measure against those outside: how much of what it withholds they need and cannot make.

The leverage on a party is the share of its need, beyond its own supply, that members supply: what it lacks it buys from
those who make it, in proportion to what they make. A party that lacks nothing feels nothing.
"""

from __future__ import annotations

from fractions import Fraction

from charter.analysis.subject import Subject
from charter.decisions.columns import numbers_for, numbers_of
from charter.decisions.elements import ZERO, Unstated
from charter.dsl.model.institution import NonParties
from charter.record import record

WITHHOLDING = frozenset(("trade_ban", "export_ban", "loss_of_access"))
"""The measures that keep goods or services from those outside."""


@record
class Pressure:
    """One party outside: what it lacks, and the share of that which members supply."""

    party: str
    lacks: Fraction
    share: Fraction


@record
class Leverage:
    """A measure against all outside: what members supply of what all supply, and the pressure on each that lacks
    anything, the largest lack first. `share` is that of all that they lack together."""

    members: Fraction
    supply: Fraction
    pressures: tuple[Pressure, ...]

    @property
    def share(self) -> Fraction:
        lacks = sum((p.lacks for p in self.pressures), ZERO)
        return sum((p.lacks * p.share for p in self.pressures), ZERO) / lacks if lacks else ZERO


def leverage(subject: Subject, measure: NonParties) -> Leverage:
    """The leverage of a measure by the columns that it names.

    Raises:
        Unstated: who the members are is not known, or who supplies and needs what, or a figure of a member.
    """
    if subject.members is None:
        raise Unstated("the members", subject.institution.name_span)
    if measure.supplied is None or measure.needed is None:
        raise Unstated(f"who supplies and who needs {measure.on or 'what is withheld'}", measure.span)
    inside = frozenset(subject.members)
    made = numbers_of(subject.charter, measure.supplied)
    wants = numbers_of(subject.charter, measure.needed)
    outside = sorted(p for p in wants if p not in inside)
    made |= numbers_for(subject.charter, measure.supplied, (*sorted(inside), *outside), measure.span)
    members = sum((made[p] for p in inside), ZERO)
    supply = sum(made.values(), ZERO)
    found = []
    for party in outside:
        lacks, others = wants[party] - made[party], supply - made[party]
        if lacks > 0:
            found.append(Pressure(party, lacks, members / others if others else ZERO))
    return Leverage(members, supply, tuple(sorted(found, key=lambda p: (-p.lacks, p.party))))
