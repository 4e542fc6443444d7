"""Who is strong in what an institution is about: by the column that its mandate names as the measure of capability."""

from __future__ import annotations

from fractions import Fraction

from charter.analysis.enforcement.ladders import strict
from charter.analysis.subject import Subject
from charter.decisions.columns import numbers_for, numbers_of
from charter.decisions.elements import ZERO, Unstated
from charter.dsl.model.obligations import Obligation
from charter.record import record


@record
class CapabilityHeld:
    """The share of a capability that members hold, at least and at most, where some figures are missing."""

    least: Fraction
    most: Fraction


def held_by_members(subject: Subject, column: str) -> CapabilityHeld | None:
    """What members hold of a column; None where it has no figures or it is not known who the members are.

    What no party of a shipped column is known to have may be that of members without a figure.
    """
    values = {p: v for p, v in numbers_of(subject.charter, column).items() if v > 0}
    there, total = sum(values.values(), ZERO), whole(subject, column)
    if not total or subject.members is None:
        return None
    members = frozenset(subject.members)
    known = sum((v for p, v in values.items() if p in members), ZERO)
    try:
        numbers_for(subject.charter, column, sorted(members), None)
        rest = ZERO
    except Unstated:
        rest = total - there if total > there else total
    return CapabilityHeld(known / total, min((known + rest) / total, Fraction(1)))


def whole(subject: Subject, column: str) -> Fraction:
    """The total of a shipped column as published (some of it belongs to no known party), else the sum; 0 for none."""
    from charter import world

    there = sum((v for v in numbers_of(subject.charter, column).values() if v > 0), ZERO)
    if any(t.name == column.partition(".")[0] for t in subject.charter.tables) or column not in world.columns():
        return there
    return max(there, Fraction(world.total(column)))


@record
class Strong:
    """A member with a large share of the capability that the mandate names."""

    party: str
    share: Fraction
    column: str


def strong_members(subject: Subject, least: Fraction) -> tuple[Strong, ...]:
    """The members with at least the share `least` of the capability, the strongest first; empty where the mandate names
    no capability, or it is not known who the members are."""
    mandate = subject.institution.mandate
    if mandate is None or mandate.capability is None or not subject.members:
        return ()
    column = mandate.capability.value
    values, total = numbers_of(subject.charter, column), whole(subject, column)
    if not total:
        return ()
    shares = [Strong(p, values[p] / total, column) for p in subject.members if p in values]
    strong = [s for s in shares if s.share >= least]
    return tuple(sorted(strong, key=lambda s: (-s.share, s.party)))


def main_duties(subject: Subject) -> tuple[Obligation, ...]:
    """The binding obligations that ask the most: the deepest, or all where no depth is stated."""
    binding = [o for o in subject.institution.obligations if strict(o)]
    depths = [o.depth.value for o in binding if o.depth is not None]
    if not depths:
        return tuple(binding)
    return tuple(o for o in binding if o.depth is not None and o.depth.value == max(depths))


def bound_by(obligation: Obligation) -> frozenset[str] | None:
    """Whom an obligation binds, themselves or through actors within them; None where the text does not settle it: by
    an agreement, or whoever accepts it."""
    found: set[str] = set()
    for each in obligation.bindings:
        binding = each.value
        known = binding.parties.members if binding.parties is not None else None
        if binding.kind == "parties_to" or binding.by_will or known is None:
            return None
        found |= set(known)
    return frozenset(found) if obligation.bindings else None
