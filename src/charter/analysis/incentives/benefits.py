"""What a charter gives to those who are in: money, help, access, a head office, and what is kept from others."""

from __future__ import annotations

from charter.analysis.subject import Subject
from charter.dsl.model.institution import Task
from charter.dsl.model.money import Fund

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


NOUNS = {
    "finances": "finance",
    "gives_access": "access",
    "redistributes": "redistribution",
    "builds_capacity": "capacity building",
    "does_research": "research",
    "responds_to_emergencies": "help in emergencies",
    "promotes": "promotion",
}
"""What a function gives, as a noun."""


def _reaches(fund: Fund, parties: frozenset[str]) -> bool:
    """Whether a fund may pay any of these: one that says to whom it pays reaches nobody else."""
    if not fund.allotments or fund.pays is not None:
        return True
    named = [a.parties.members for a in fund.allotments]
    return any(n is None or parties.intersection(n) for n in named)


def given(subject: Subject, parties: frozenset[str]) -> tuple[str, ...]:
    """What clauses give to any of these for being in, in words; empty where none gives them anything.

    A fund, a task or a set that is not known may reach anybody.
    """
    it = subject.institution
    own = {f.name: f.refines for f in subject.charter.functions}
    found = []
    for task in giving_tasks(subject):
        function = own.get(task.function, task.function)
        what = NOUNS[function] if function == task.function else task.function.replace("_", " ")
        found.append(f"{what} in {task.domain.replace('_', ' ')}")
    found += [f"the {fund.title or fund.name}" for fund in it.funds if _reaches(fund, parties)]
    for obligation in it.obligations:
        for help in obligation.help:
            if help.parties.members is None or parties.intersection(help.parties.members):
                found.append(f"help to keep {obligation.name}")
    host = it.funding.host.by if it.funding is not None and it.funding.host is not None else None
    if {host, it.seat.value if it.seat is not None else None} & parties:
        found.append("the head office")
    return tuple(dict.fromkeys(found))


def gains(subject: Subject, parties: frozenset[str]) -> tuple[str, ...]:
    """The same with what is kept from those outside, which is a reason to be in."""
    outside = (f"those outside face {each.face.replace('_', ' ')}" for each in subject.institution.non_parties)
    return tuple(dict.fromkeys((*given(subject, parties), *outside)))
