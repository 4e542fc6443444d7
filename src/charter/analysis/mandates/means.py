"""The four means of a function: staff, money that somebody owes, a decision, access to what it is to look at."""

from __future__ import annotations

from collections.abc import Mapping

from charter.analysis.mandates.mandate_carriers import NO, UNKNOWN, YES, Said, base_function, decides, organ_of
from charter.analysis.subject import Subject
from charter.dsl.model.institution import Institution, Task
from charter.dsl.model.organs import Organ

MEANS = ("staff", "money", "decision", "access")
LOOKS = frozenset(("inspects", "verifies", "certifies", "collects_data"))
"""The functions that cannot be carried out without a right to see something."""
OWED = frozenset(("assessed", "levy", "fees", "charges", "endowment", "programme"))
_WATCHING = frozenset(("inspection", "remote_sensing", "self_report", "whistle_blowers"))


def means_of(subject: Subject, task: Task) -> dict[str, Said]:
    """What the charter says of each means that the task needs; access only where the task is to look at something."""
    found = {
        "staff": _staff(subject.institution, organ_of(subject.institution, task)),
        "money": _money(subject.institution),
    }
    found["decision"] = decides(subject, task)
    if base_function(subject.charter, task.function) in LOOKS:
        found["access"] = _access(subject.institution)
    return found


def having(said: Mapping[str, Said], answer: str) -> list[str]:
    """The means of which the charter gives this answer."""
    return [means for means, each in said.items() if each.answer == answer]


def _staff(institution: Institution, organ: Organ | None) -> Said:
    if (
        institution.denies("secretariat")
        or institution.denies("staff")
        or (organ is not None and organ.denies("staff"))
    ):
        return Said(NO, "the charter says that there is no staff or secretariat")
    if organ is not None and (organ.staff is not None or organ.experts is not None):
        return Said(YES, f"{organ.name} has people of its own")
    staffed = next((o for o in institution.organs if o.staff is not None or o.kind == "secretariat"), None)
    if staffed is not None:
        return Said(YES, f"{staffed.name} serves the institution")
    return Said(UNKNOWN, "nothing is said of staff")


def _money(institution: Institution) -> Said:
    funding = institution.funding
    if institution.denies("budget") or institution.denies("funding"):
        return Said(NO, "the charter says that there is no budget")
    if funding is None:
        return Said(UNKNOWN, "nothing is said of money")
    if funding.denies("budget") or funding.denies("funding"):
        return Said(NO, "the charter says that there is no budget")
    if any(flow.kind in OWED for flow in funding.flows):
        return Said(YES, "somebody owes contributions, a levy or fees")
    if any(flow.kind == "voluntary" for flow in funding.flows):
        beside = f" beside what {funding.host.by} lends as its host" if funding.host is not None else ""
        return Said(NO, f"all money is voluntary{beside}: nobody owes any")
    if funding.host is not None:
        return Said(YES, f"{funding.host.by} pays as its host")
    return Said(UNKNOWN, "nothing is said of where money comes from")


def _access(institution: Institution) -> Said:
    denied = next((t for t in ("inspection", "monitoring") if institution.denies(t)), None)
    if denied is not None:
        return Said(NO, f"the charter says that there is no {denied}")
    watched = [m for o in institution.obligations for m in o.monitoring if m.method in _WATCHING]
    if watched:
        return Said(YES, f"members are open to {(watched[0].method or '').replace('_', ' ')}")
    blind = next((o for o in institution.obligations if o.denies("inspection") or o.denies("monitoring")), None)
    if blind is not None:
        return Said(NO, f"{blind.name} is not monitored, the charter says")
    return Said(UNKNOWN, "nothing is said of what may be looked at")
