"""Groups whose seats or weighted votes fall far short of their people.

## What it checks

In each organ with seats of its own or weighted votes: the share of seats (votes) that a group of members holds,
against its share of the population of all members. The groups are the least developed countries, the small island
developing states, the Group of 77, developing countries by the lists of M49 and of the World Population Prospects,
the income groups of the World Bank, and the groups that the charter declares. A group that falls short in every
lawful composition is a warning. Where seats are open, developing countries by each of these lists but income, and the
groups that the charter declares, are also taken at their worst: if no clause keeps them from falling short in some
lawful composition, a note shows one. In an organ of one vote a seat, a group whose people would not fill a seat is
left out. Plenaries of one member one vote have nothing to hand out and are left alone, and so are organs of experts.

## Why

Seats and votes far from people's numbers are malapportionment. The finding gives half the sum of the absolute
differences (MAL, Samuels and Snyder 2001), Gallagher's index, the Gini coefficient with points of the Lorenz curve,
and each group's share by the square root of people, which is fair where delegations vote as blocs (Penrose 1946). In
the International Monetary Fund the least developed countries have a quarter of the votes that their people would give
them.

## Avoid

```charter bad
charter 1
use world
institution Fund {
  members from memberships.IMF
  organ Governors {    # <-- REP101
    plenary
    votes by imf.votes
    decides by majority of votes cast
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Fund {
  members from memberships.UN
  organ Board {
    seats {
      6 elected by Assembly
      12 elected by Assembly from G77
      7 elected by Assembly from LDC
    }
  }
  organ Assembly { plenary }
}
```

## Settings

`representation_ratio` (1/2): the ratio of the share of votes to the share of people below which a group is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from charter.analysis.proportion.apportionment import disproportion
from charter.analysis.proportion.measured_groups import DECLARED, measured_groups
from charter.analysis.proportion.underrepresentation import Short, dealt_out, form_of, shortfalls, votes_by_party
from charter.decisions.columns import numbers_of
from charter.decisions.elements import Electorate, Unstated
from charter.dsl.findings import NOTE, WARNING, Finding
from charter.dsl.model.organs import Organ
from charter.errors import TooLarge
from charter.text.wording import percent
from charter.validators.rules.case import Case, Rule

RULE = Rule("REP101", "underrepresented-group", WARNING, "Samuels and Snyder 2001; Gallagher 1991; Penrose 1946")


def check(case: Case) -> Iterator[Finding]:
    """One finding for each organ, with every group that falls short there."""
    if case.members is None:
        return
    for organ in case.institution.organs:
        if not dealt_out(organ):
            continue
        inside = set(case.members)
        people = {p: v for p, v in numbers_of(case.charter, "population").items() if p in inside}
        try:
            hall = case.hall(organ)
            short = shortfalls(hall, _groups(case), people, case.profile.representation_ratio)
        except Unstated:
            continue
        except TooLarge:
            question = f"whose votes in {organ.name} fall short of their population"
            yield case.beyond(RULE, organ.name_span, question, entity=organ.name)
            continue
        if short:
            yield _finding(case, organ, hall, people, short)


def _groups(case: Case) -> Iterator[tuple[str, frozenset[str], bool]]:
    """The groups with their members here, and whether they are asked about at their worst too."""
    members = frozenset(case.members or ())
    seen: set[frozenset[str]] = set()
    for group in measured_groups(case):
        inside = frozenset(group.parties) & members
        if group.kind != "region" and inside and inside != members and inside not in seen:
            seen.add(inside)
            yield group.name, inside, group.kind in ("developing", DECLARED)


def _finding(case: Case, organ: Organ, hall: Electorate, people: Mapping[str, Fraction], short: list[Short]) -> Finding:
    kind = "votes" if form_of(hall).weights is not None else "seats"
    worst, known = short[0], hall.spaces.known is not None
    limit = percent(case.profile.representation_ratio)
    always, sometimes = [s for s in short if s.always], [s for s in short if not s.always]
    parts = []
    if always:
        best = "" if known else "at best "
        parts.append(f"gives {best}less than {limit} of the {kind} that people would give: {_told(always)}")
    if sometimes:
        less = f"less than {limit} of the {kind} that people would give" if not always else "as little"
        parts.append(f"in some lawful compositions gives {less}: {_told(sometimes)}")
    return case.finding(
        RULE,
        organ.name_span,
        f"{organ.label} {'; and '.join(parts)}",
        entity=organ.name,
        severity=WARNING if always else NOTE,
        label=f"{worst.name} have {percent(worst.votes)} of the {kind}{'' if worst.always else ' in one of them'}",
        help="basic votes dealt equally, a floor of seats for the group, or a majority of members beside that of votes",
        **_measured(case, hall, people, short, kind),
    )


def _told(short: list[Short]) -> str:
    return "; ".join(f"{s.name} {percent(s.votes)} for {percent(s.people)} (x {_two(s.ratio)})" for s in short)


def _measured(
    case: Case, hall: Electorate, people: Mapping[str, Fraction], short: list[Short], kind: str
) -> dict[str, Any]:
    """The note and the witness: the sum for the worst group, every group, and the measures over all members."""
    worst = short[0]
    shares = disproportion(votes_by_party(hall, worst.composition), people)
    text = (
        f"{worst.name}: {_plain(worst.held)} of {_plain(worst.of)} {kind} is {percent(worst.votes)}, their people are "
        f"{percent(worst.people)}, and {percent(worst.votes)} / {percent(worst.people)} is {_two(worst.ratio)}"
    )
    witness: dict[str, Any] = {
        "text": text,
        "groups": [
            {
                "group": s.name,
                "votes": s.votes,
                "people": s.people,
                "penrose": s.roots,
                "ratio": s.ratio,
                "in": "every lawful composition" if s.always else "some lawful compositions",
            }
            for s in short
        ],
        "malapportionment": shares.malapportionment,
        "gallagher": shares.gallagher,
        "gini": shares.gini,
        "lorenz": [list(point) for point in shares.lorenz],
        "no_population_known": sorted(set(case.members or ()) - set(people)),
    }
    if hall.spaces.known is None:
        witness["composition"] = sorted(s.label for s in worst.composition)
    where = "over all members" if hall.spaces.known is not None else f"over all members, seated as {worst.name} fare"
    note = (
        f"malapportionment {percent(shares.malapportionment)}, Gallagher index {percent(shares.gallagher)}, "
        f"Gini coefficient {_two(shares.gini)}, {where}"
    )
    return {"notes": [note], "witness": witness}


def _two(value: Fraction) -> str:
    return f"{float(value):.2f}"


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.1f}"
