"""Entry into force as a decision: that of those who may ratify, by the condition that the charter states."""

from __future__ import annotations

from charter.dsl.model.adoption import Adoption, Entry
from charter.dsl.model.base import Who
from charter.dsl.model.decisions import Decision, Step
from charter.dsl.model.institution import Institution

ENTRY = "entry_into_force"
"""The name of the decision, where no decision of the charter has it."""
RATIFIERS = "ratifiers"
"""The kind of `Who` that takes it."""


AWAITED = "awaited"
"""The kind of `Who` that must be adopted or in force first: a decision, an institution, or an outside text."""
_PAST = ("in_force", "operating", "ended", "dormant")


def is_past(institution: Institution) -> bool:
    """Whether the text is in force already, so that what it leaves unsaid of its entry no longer matters."""
    dates = institution.adoption.milestones if institution.adoption is not None else ()
    stated = institution.status is not None and institution.status.value in _PAST
    return stated or any(m.what in ("in_force", "operating") for m in dates)


def final_entries(adoption: Adoption | None) -> tuple[Entry, ...]:
    """The conditions that hold in the end, where they relax over time: the latest of those without an end."""
    if adoption is None or not adoption.entries:
        return ()
    lasting = [e for e in adoption.entries if e.before is None] or list(adoption.entries)
    latest = max(e.start or "" for e in lasting)
    return tuple(e for e in lasting if (e.start or "") == latest)


def entry_decision(institution: Institution) -> Decision | None:
    """The decision by which the text enters into force; None where no condition is stated, or several at once."""
    final = final_entries(institution.adoption)
    if len(final) != 1:
        return None
    entry = final[0]
    steps = [Step(entry.span, Who(entry.span, RATIFIERS), "accepts", entry.rule, citations=entry.citations)]
    if entry.awaits is not None:
        awaited = entry.awaits
        other = awaited if awaited.kind == "decision" else Who(awaited.span, AWAITED, awaited.name)
        steps.append(Step(awaited.span, other, citations=entry.citations))
    return Decision(entry.span, ENTRY, "Entry into force", entry.span, (), tuple(steps), citations=entry.citations)


def may_ratify(institution: Institution) -> tuple[str, ...] | None:
    """Those who may ratify: the members as stated or assumed, else the states to which membership is open; None where
    the charter does not settle it. What an organisation of states deposits does not count beside theirs."""
    stated = institution.members
    if stated is not None and stated.value.members:
        return stated.value.members
    openings = institution.membership.open_to if institution.membership is not None else ()
    openings = tuple(o for o in openings if o.actors is None)
    if not openings or any(o.to.members is None for o in openings):
        return None
    return tuple(dict.fromkeys(p for o in openings for p in o.to.members or ())) or None
