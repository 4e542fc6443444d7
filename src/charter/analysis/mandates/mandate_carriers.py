"""Who carries out a function of a mandate: the organ, its head, what it can decide, and what the charter rules out."""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.subject import Subject
from charter.dsl.model.charter import Charter
from charter.dsl.model.institution import Institution, Task
from charter.dsl.model.organs import Organ
from charter.record import record

YES, NO, UNKNOWN = "yes", "no", "unknown"

NO_DECIDING = ("negotiated_outcome", "vote", "voting_rules")
"""What a charter denies when it says that nothing is decided."""


@record
class Said:
    """An answer from the charter: `yes`, `no` (the charter says that there is none) or `unknown`, and why, in words."""

    answer: str
    why: str


def base_function(charter: Charter, function: str) -> str:
    """The function of the fixed list that a declared function refines, or itself."""
    refined = {each.name: each.refines for each in charter.functions}
    seen: set[str] = set()
    while function in refined and function not in seen:
        seen.add(function)
        function = refined[function]
    return function


def spoken(function: str, domain: str) -> str:
    """A cell of a mandate in words: `sets standards in ai_safety`."""
    return f"{function.replace('_', ' ')} in {domain}"


def organ_of(institution: Institution, task: Task) -> Organ | None:
    """The organ of the institution that a task goes through: named, or of an office that heads it, or of the
    obligation's monitors."""
    if task.through is None:
        return None
    found = institution.organ(task.through)
    if found is not None:
        return found
    headed = next((o for o in institution.organs if o.head is not None and o.head.name == task.through), None)
    if headed is not None:
        return headed
    obligation = next((o for o in institution.obligations if o.name == task.through), None)
    monitors = [m.by.name for m in obligation.monitoring] if obligation is not None else []
    return next((o for name in monitors if name and (o := institution.organ(name)) is not None), None)


def wholes(institution: Institution, organ: Organ) -> Iterator[Organ]:
    """The organ and those that it is part of."""
    seen: set[str] = set()
    at: Organ | None = organ
    while at is not None and at.name not in seen:
        seen.add(at.name)
        yield at
        at = institution.organ(at.part_of.value) if at.part_of is not None else None


def head_of(institution: Institution, organ: Organ) -> str | None:
    """The office that heads the organ or one that it is part of; None where none is stated."""
    return next((o.head.name for o in wholes(institution, organ) if o.head is not None), None)


def decides(subject: Subject, task: Task) -> Said:
    """Whether anybody can decide on what the task needs."""
    institution = subject.institution
    if task.decided_by is not None:
        return _named(subject, task.decided_by)
    organ = organ_of(institution, task)
    if organ is None:
        if task.through is not None:
            return Said(UNKNOWN, f"{task.through} is not described here")
        if institution.denies("voting_rules"):
            return Said(NO, "no organ is named for it, and the charter says that there are no voting rules")
        return Said(UNKNOWN, "no organ and no decision is named for it")
    return _of_organ(institution, organ)


def _named(subject: Subject, name: str) -> Said:
    found = subject.decision(name)
    if found is None:
        organ = subject.institution.organ(name)
        return (
            _of_organ(subject.institution, organ)
            if organ is not None
            else Said(UNKNOWN, f"{name} is not described here")
        )
    if found[1].steps or found[1].otherwise is not None:
        return Said(YES, f"{found[1].name} decides")
    return Said(UNKNOWN, f"{found[1].name} has no step")


def _of_organ(institution: Institution, organ: Organ) -> Said:
    taken = next((d.name for d in institution.decisions for s in d.every_step if s.by.name == organ.name), None)
    if taken is not None:
        return Said(YES, f"{organ.name} takes {taken}")
    denied = next((t for t in NO_DECIDING if organ.denies(t)), None)
    if denied is not None:
        return Said(NO, f"{organ.name} has no {denied.replace('_', ' ')}")
    if organ.decides is not None or organ.consensus_first is not None or organ.otherwise is not None:
        return Said(YES, f"{organ.name} has a rule of decision")
    head = head_of(institution, organ)
    if head is not None:
        return Said(YES, f"{organ.name} acts under {head}")
    if organ.publishes or organ.advises or organ.reports_to:
        return Said(YES, f"{organ.name} reports what it finds")
    if institution.denies("voting_rules"):
        return Said(NO, f"{organ.name} has no rule, and the charter says that there are no voting rules")
    return Said(UNKNOWN, f"nothing says how {organ.name} decides")
