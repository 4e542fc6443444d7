"""What a charter gives to those who are in: money, help, access, a head office, and what is kept from others."""

from __future__ import annotations

from charter.analysis.subject import Subject
from charter.dsl.model.institution import Task

INSIDE_ONLY = ("finances", "gives_access", "redistributes")
"""Functions whose yield can be kept to members."""
GIVING = (*INSIDE_ONLY, "builds_capacity", "does_research", "responds_to_emergencies", "promotes")
"""Functions that give something to somebody."""


def giving_tasks(subject: Subject, functions: tuple[str, ...] = GIVING) -> tuple[Task, ...]:
    """The tasks of the mandate that give something; a function that refines one of these is one of them."""
    mandate = subject.institution.mandate
    own = {f.name: f.refines for f in subject.charter.functions}
    tasks = mandate.tasks if mandate is not None else ()
    return tuple(t for t in tasks if own.get(t.function, t.function) in functions)


def gains(subject: Subject, parties: frozenset[str]) -> tuple[str, ...]:
    """What being in gives to any of these, in words; empty where no clause gives them anything.

    A fund, a task or a set that is not known may reach anybody.
    """
    it = subject.institution
    found = [f"{t.function.replace('_', ' ')} in {t.domain}" for t in giving_tasks(subject)]
    found += [f"the fund {fund.name}" for fund in it.funds]
    for obligation in it.obligations:
        for help in obligation.help:
            if help.parties.members is None or parties.intersection(help.parties.members):
                found.append(f"help to keep {obligation.name}")
    found += [f"those outside face {each.face.replace('_', ' ')}" for each in it.non_parties]
    host = it.funding.host.by if it.funding is not None and it.funding.host is not None else None
    if {host, it.seat.value if it.seat is not None else None} & parties:
        found.append("the head office")
    return tuple(dict.fromkeys(found))
