"""Who fills an organ: the appointment graph, from the members down, as far as the charter states it."""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.subject import Subject
from charter.dsl.model.base import SIDES, Who
from charter.dsl.model.organs import Filling, Organ
from charter.record import record

MEMBERS, ORGAN, UNKNOWN = "members", "organ", "unknown"


@record
class Filler:
    """One that has a part in filling an organ. `kind`: members (or a criterion, or named holders), organ, unknown
    (somebody whose own choosing the charter does not tell: a body outside, a custom)."""

    kind: str
    name: str = ""


def fillers(subject: Subject, organ: Organ) -> tuple[Filler, ...]:
    """All that have a part in filling the organ; empty where no clause says."""
    found: list[Filler] = []
    if organ.plenary is not None or organ.delegates or organ.constituencies or organ.constituency_column is not None:
        found.append(Filler(MEMBERS))
    for filling in fillings(organ):
        found += _of_filling(subject, filling)
    if organ.head is not None and organ.head.custom is not None:
        found.append(Filler(UNKNOWN, "custom"))
    found += [
        Filler(ORGAN, o.name) for o in subject.institution.organs if any(a.value == organ.name for a in o.appoints)
    ]
    if organ.part_of is not None:
        found.append(_organ_or_unknown(subject, organ.part_of.value))
    return tuple(dict.fromkeys(found))


def fillings(organ: Organ) -> tuple[Filling, ...]:
    """How its seats are filled; its experts; its head, where nobody else sits."""
    lines = [*(organ.seats.lines if organ.seats is not None else ()), *((organ.experts,) if organ.experts else ())]
    if lines:
        return tuple(line.filling for line in lines)
    return (organ.head.filling,) if organ.head is not None and organ.head.filling is not None else ()


def _of_filling(subject: Subject, filling: Filling) -> Iterator[Filler]:
    if filling.how in ("permanent", "ranked", "chosen", "rotating"):
        yield Filler(MEMBERS)
    elif filling.how == "ex_officio":
        yield _office(subject, filling.office or "")
    else:
        yield from _of_who(subject, filling.by) if filling.by is not None else (Filler(UNKNOWN),)
    if filling.nomination == MEMBERS:
        yield Filler(MEMBERS)
    for name in (filling.approval, filling.nomination):
        if name is not None and name != MEMBERS:
            yield from _named(subject, name)


_MEMBERS = ("members", "any_member", "any_number", "group", "party", "delegates", "each_member", *SIDES)


def _of_who(subject: Subject, who: Who) -> Iterator[Filler]:
    if who.kind in _MEMBERS:
        yield Filler(MEMBERS)
    else:
        yield from _named(subject, who.name or "")


def _named(subject: Subject, name: str) -> Iterator[Filler]:
    """The fillers that a name stands for: an organ, the organ of an office, the takers of a decision."""
    found = subject.decision(name)
    if subject.institution.organ(name) is not None or found is None:
        yield _office(subject, name)
        return
    taker, decision = found
    for who in [step.by for step in decision.every_step] if taker is subject.institution else ():
        yield Filler(MEMBERS) if who.kind in _MEMBERS else _office(subject, who.name or "")
    if taker is not subject.institution:
        yield Filler(UNKNOWN, name)


def _office(subject: Subject, name: str) -> Filler:
    headed = next((o for o in subject.institution.organs if o.head is not None and o.head.name == name), None)
    return Filler(ORGAN, headed.name) if headed is not None else _organ_or_unknown(subject, name)


def _organ_or_unknown(subject: Subject, name: str) -> Filler:
    return Filler(ORGAN if subject.institution.organ(name) is not None else UNKNOWN, name)


def unreached(subject: Subject) -> Iterator[tuple[Organ, tuple[tuple[str, tuple[str, ...]], ...]]]:
    """Organs that nobody but organs fills, back to organs that nobody else fills, each with the chain that shows it:
    (organ, those that fill it). An organ without a clause on who fills it ends no chain, unless the charter says that
    there is no charter, so that no clause can be missing."""
    graph = {o.name: fillers(subject, o) for o in subject.institution.organs}
    closed = subject.institution.denies("charter")
    for organ in subject.institution.organs:
        chain: dict[str, tuple[str, ...]] = {}
        left = [organ.name]
        while left:
            name = left.pop(0)
            by = graph[name]
            if any(f.kind != ORGAN for f in by) or (not by and not closed):
                chain = {}
                break
            chain[name] = tuple(f.name for f in by)
            left += [f.name for f in by if f.name not in chain and f.name not in left]
        if chain:
            yield organ, tuple(chain.items())


def acting(subject: Subject) -> frozenset[str]:
    """The organs on which something waits: a step of a decision or of a ladder, monitoring, an appeal, a filling."""
    names: list[Who] = [s.by for d in subject.institution.decisions for s in d.every_step]
    for obligation in subject.institution.obligations:
        names += [m.by for m in obligation.monitoring]
        if obligation.ladder is not None:
            names += [w for r in obligation.ladder.rungs for w in r.by]
            names += [obligation.ladder.appeal.to] if obligation.ladder.appeal is not None else []
    found = {f.name for w in names for f in _of_who(subject, w) if f.kind == ORGAN}
    for organ in subject.institution.organs:
        found |= {f.name for f in fillers(subject, organ) if f.kind == ORGAN and organ.part_of is None}
    return frozenset(found)


__all__ = ["MEMBERS", "ORGAN", "UNKNOWN", "Filler", "acting", "fillers", "fillings", "unreached"]
