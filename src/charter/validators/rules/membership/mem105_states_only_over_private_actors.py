"""Rules for private actors, made and watched by states alone.

## What it checks

Whether the mandate addresses firms, employers, workers or individuals, or an obligation binds actors within states,
in an institution that gives nobody but states a seat or a channel. Seats and channels are: members, holders, electors
or a kind of membership that are not states; delegates beside the government's; complaints from others than members;
whistle-blowers. Experts sit for themselves, and count as neither. Where no such seat or channel is stated and the
mandate does not say whom it addresses, that is a gap.

## Why

Who is to change what it does knows most about it, and resists what it had no part in. The International Labour
Organization seats employers and workers, the Telecommunication Union has sector members, the Global Fund gives votes
to foundations, firms and the communities concerned.

## Avoid

```charter bad
charter 1
use world
domain ai "AI"
institution Agency {
  members are WEOG
  mandate {
    sets standards in ai
    addresses states, firms           # <-- MEM105
  }
  organ Assembly { plenary }
}
```

## Prefer

```charter good
charter 1
use world
domain ai "AI"
party Developers "Developers of models" : firm
institution Agency {
  members are WEOG
  mandate {
    sets standards in ai
    addresses states, firms
  }
  membership {
    category SectorMember { open to { Developers } ; votes none }
  }
  organ Assembly { plenary }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from charter.dsl.findings import NOTE, Finding
from charter.dsl.model.base import Citation, PartySet, Who
from charter.dsl.model.organs import Organ, SeatLine
from charter.dsl.syntax.source import Span
from charter.text.wording import listed, opened
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "MEM105",
    "states-only-over-private-actors",
    NOTE,
    "Constitution of the ILO, article 3; Constitution of the ITU, sector members; Global Fund, Board",
    everywhere=True,
)

PRIVATE = ("firms", "employers", "workers", "individuals")
OTHERS = frozenset(("firm", "employers", "workers", "civil_society", "foundation", "community", "expert"))
PUBLIC = frozenset(
    ("state", "authority", "institution", "agreement", "court", "organ", "programme", "economy", "union")
)


def check(case: Case) -> Iterator[Finding]:
    """One note for an institution that rules over private actors and hears only states."""
    it = case.institution
    if it.mandate is None and not any(_actors(case)):
        return
    if any(_channels(case)):
        return
    addressed = it.mandate.addresses if it.mandate is not None else ()
    aims = [(f"the mandate addresses {s.value}", s.span, s.citations) for s in addressed if s.value in PRIVATE]
    aims += list(_actors(case))
    if aims:
        yield _finding(case, aims)
    elif it.mandate is not None and not addressed:
        yield case.gap(RULE, it.mandate.span, "the addressees of the mandate", entity="mandate")


def _actors(case: Case) -> Iterator[tuple[str, Span, tuple[Citation, ...]]]:
    for obligation in case.institution.obligations:
        for binds in obligation.bindings:
            if binds.value.kind == "actors" and binds.value.actors in PRIVATE:
                yield f"{obligation.name} binds {binds.value.actors}", binds.span, binds.citations


def _channels(case: Case) -> Iterator[str]:
    """Every seat or channel for others than states, as far as the charter states one."""
    it = case.institution
    kinds = _kinds(case)
    if it.members is not None and _private(kinds, it.members.value):
        yield "members"
    if it.membership is not None and any(o.actors in PRIVATE for o in it.membership.open_to):
        yield "membership"
    for category in it.membership.categories if it.membership is not None else ():
        sets = [o.to for o in category.open_to] + ([category.members.value] if category.members is not None else [])
        if any(_private(kinds, each) for each in sets) or any(o.actors in PRIVATE for o in category.open_to):
            yield category.name
    for organ in it.organs:
        yield from _of_organ(kinds, organ)
    for obligation in it.obligations:
        for monitoring in obligation.monitoring:
            if monitoring.method == "whistle_blowers" or _heard(kinds, monitoring.complainants):
                yield obligation.name
        appeal = obligation.ladder.appeal if obligation.ladder is not None else None
        if appeal is not None and appeal.by is not None and _heard(kinds, [appeal.by]):
            yield obligation.name


def _kinds(case: Case) -> dict[str, str | None]:
    """What the declared parties and the bodies outside are."""
    declared: dict[str, str | None] = {p.name: p.kind for p in case.charter.parties}
    return declared | {o.name: o.kind for o in case.charter.outsides}


def _private(kinds: dict[str, str | None], parties: PartySet | None) -> bool:
    return parties is not None and any(kinds.get(p) in OTHERS for p in parties.members or ())


def _heard(kinds: dict[str, str | None], who: Iterable[Who]) -> bool:
    """Whether one of these is neither a member nor a public body. A body outside of no stated kind counts."""
    for each in who:
        if each.kind in ("party", "outside") and kinds.get(each.name or "") not in PUBLIC and each.name in kinds:
            return True
        if each.kind == "delegates" or _private(kinds, each.among):
            return True
    return False


def _of_organ(kinds: dict[str, str | None], organ: Organ) -> Iterator[str]:
    if len(organ.delegates) > 1 or _heard(kinds, [s.value for s in organ.hears]):
        yield organ.name
    for line in organ.seats.lines if organ.seats is not None else ():
        if _seats_others(kinds, line):
            yield organ.name


def _seats_others(kinds: dict[str, str | None], line: SeatLine) -> bool:
    filling = line.filling
    by = filling.by
    names = [by.name if by is not None else None, filling.office]
    sets = [filling.among, by.among if by is not None else None, *(a.among for a in line.allocations)]
    return any(kinds.get(n or "") in OTHERS for n in names) or any(_private(kinds, each) for each in sets)


def _finding(case: Case, aims: list[tuple[str, Span, tuple[Citation, ...]]]) -> Finding:
    told = [words for words, _, _ in aims]
    said = opened(listed(told)) if aims[0][0].startswith("the ") else listed(told)
    return case.finding(
        RULE,
        aims[0][1],
        f"{said}, but only States have a seat or a channel",
        entity="mandate" if aims[0][0].startswith("the mandate") else aims[0][0].partition(" ")[0],
        label="nobody speaks for them",
        help="seat them, admit them as a kind of members, or hear them: `hears complaints from …`, whistle-blowers",
        citations=[c for _, _, cites in aims for c in cites],
        witness={
            "private_actors": told,
            "channels": [],
            "text": f"{listed(told)}; no member, seat, delegate or complaint is of others than States",
        },
    )
