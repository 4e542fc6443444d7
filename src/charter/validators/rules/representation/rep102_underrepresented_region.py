"""Regions with far fewer seats than people.

## What it checks

In each organ with seats of its own, constituencies or weighted votes: the share of seats (votes) of each region of
the United Nations' M49 list, and of each of its regional groups from which seats are filled, against its share of
people. The people are those of all members and, where obligations
bind states beyond the members, of these too: who makes rules for all is measured by all. Where seats are open, the
region is taken at its best, so that what is told holds in every lawful composition. A region whose people would not
fill one seat is left out.

## Why

Seats by the size of economies leave out continents: in the plenary of the Financial Stability Board, whose standards
are meant for all states, Africa holds two seats. Gould and Rablen 2017 show how regional seats and floats mend a
council.

## Avoid

```charter bad
charter 1
use world
institution Board {
  members from memberships.FSB
  organ Plenary {                      # <-- REP102
    seats {
      permanent { BRA, CAN, CHN, DEU, FRA, GBR, IND, ITA, JPN, RUS, USA }
      permanent { ZAF }
    }
  }
  obligation apply_standards { binds states }
}
```

## Prefer

```charter good
charter 1
use world
institution Board {
  members are states
  organ Plenary {
    seats {
      permanent { BRA, CAN, CHN, DEU, FRA, GBR, IND, ITA, JPN, RUS, USA }
      5 elected by Assembly from Africa
      5 elected by Assembly from Asia
      3 elected by Assembly
    }
  }
  organ Assembly { plenary }
  obligation apply_standards { binds states }
}
```

## Settings

`representation_ratio` (1/2): the ratio of the share of seats to the share of people below which a region is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from charter.analysis.proportion.measured_groups import REGIONS, UN_REGIONS
from charter.analysis.proportion.underrepresentation import Short, dealt_out, form_of, shortfalls
from charter.decisions.columns import numbers_of
from charter.decisions.elements import Electorate, Unstated
from charter.dsl.findings import WARNING, Finding
from charter.dsl.model.base import PartySet
from charter.dsl.model.organs import Organ
from charter.errors import TooLarge
from charter.text.wording import listed, percent
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "REP102", "underrepresented-region", WARNING, "Gould and Rablen 2017; United Nations, M49 regions", everywhere=True
)


def check(case: Case) -> Iterator[Finding]:
    """One finding for each organ, with every region that falls short there."""
    if case.members is None:
        return
    from charter import world

    bound = _bound(case)
    base = frozenset(case.members).union(*(each.members or () for each in bound))
    people = {p: v for p, v in numbers_of(case.charter, "population").items() if p in base}
    regions = [(name, frozenset(world.group(name)) & base, False) for name in REGIONS]
    for organ in case.institution.organs:
        if not dealt_out(organ):
            continue
        areas = [*regions, *_areas(case, organ, base)]
        try:
            hall = case.hall(organ)
            short = shortfalls(hall, areas, people, case.profile.representation_ratio)
        except Unstated:
            continue
        except TooLarge:
            question = f"whose votes in {organ.name} fall short of their population"
            yield case.beyond(RULE, organ.name_span, question, entity=organ.name)
            continue
        if short:
            yield _finding(case, organ, hall, people, short, bound)


def _areas(case: Case, organ: Organ, base: frozenset[str]) -> Iterator[tuple[str, frozenset[str], bool]]:
    """The regional groups from which the organ's own seats are filled."""
    from charter import world

    lines = organ.seats.lines if organ.seats is not None else ()
    sources = [s for line in lines for s in (*(a.among for a in line.allocations), line.filling.among)]
    named = {frozenset(s.members) & base for s in sources if s is not None and s.members is not None}
    for name in UN_REGIONS:
        here = frozenset(world.group(name)) & base
        if here in named:
            yield name, here, False


def _bound(case: Case) -> list[PartySet]:
    """The sets beyond the members that obligations bind."""
    inside = frozenset(case.members or ())
    found = [each.value.parties for o in case.institution.obligations for each in o.bindings]
    return [each for each in found if each is not None and not frozenset(each.members or ()) <= inside]


def _finding(
    case: Case,
    organ: Organ,
    hall: Electorate,
    people: Mapping[str, Fraction],
    short: list[Short],
    bound: list[PartySet],
) -> Finding:
    kind = "votes" if form_of(hall).weights is not None else "seats"
    worst, best = short[0], "" if hall.spaces.known is not None else "at best "
    told = [f"{s.name} {best}{percent(s.votes)} of the {kind} for {percent(s.people)} of the people" for s in short]
    whose = listed(["members", *dict.fromkeys(each.text for each in bound)])
    witness = {
        "text": f"{worst.name}: {worst.held} of {worst.of} {kind} = {percent(worst.votes)}, against "
        f"{percent(worst.people)} of the people of {whose}: {percent(worst.votes)} / {percent(worst.people)} = "
        f"{float(worst.ratio):.2f}"
        if worst.of.denominator == 1 and worst.held.denominator == 1
        else f"{worst.name}: {percent(worst.votes)} of the {kind} / {percent(worst.people)} of the people of {whose} = "
        f"{float(worst.ratio):.2f}",
        "regions": [{"region": s.name, "votes": s.votes, "people": s.people, "ratio": s.ratio} for s in short],
        "people_of": ["members", *dict.fromkeys(each.text for each in bound)],
        "holders": {s.name: sorted({x.holder for x in s.composition} & _region(s.name)) for s in short},
    }
    return case.finding(
        RULE,
        organ.name_span,
        f"in {organ.label} {listed(told)}",
        entity=organ.name,
        label=f"{worst.name} x {float(worst.ratio):.2f}",
        notes=[f"people of {whose}" + (", for the rules bind these too" if bound else "")],
        help="seats by region, and a few that float between them",
        witness=witness,
    )


def _region(name: str) -> frozenset[str]:
    from charter import world

    return frozenset(world.group(name))
