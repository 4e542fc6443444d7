"""Seats with a vote that nobody elects: permanent, designated, or taken by rank.

## What it checks

The lines of an organ's seats that are `permanent`, `designated` or `ranked`, against all seats with a vote of the
same class (an organ with government, employers' and workers' seats is three organs under one roof in this respect).
Reported where more than three in ten are unelected. An organ in which every member of the institution has such a
seat is not reported: nobody is left outside.

## Why

A holder who never stands for election answers to nobody for the seat. The five permanent members of the Security
Council (Charter of the United Nations 23.1), ten of the 28 government seats of the Governing Body of the
International Labour Organization (Constitution 7.2) and 13 of the 35 governors of the International Atomic Energy
Agency are the standing examples; reform of each has been sought for decades.

## Avoid

```charter bad
charter 1
use world
institution Union {
  members are WEOG | African
  organ Assembly { plenary }
  organ Council {
    seats 10 {
      permanent { USA, FRA, GBR, DEU }      # <-- REP103
      6 elected by Assembly for 2 years
    }
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Union {
  members are WEOG | African
  organ Assembly { plenary }
  organ Council {
    seats 10 {
      3 ranked by un_scale
      7 elected by Assembly for 2 years
    }
  }
}
```

## Settings

`unelected_share` (3/10): the share of a class of seats above which unelected seats are reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from charter.analysis.seating import UNELECTED, SeatCount, filled_how, holders, lines, total
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.organs import Organ
from charter.text.wording import agreed, listed, number, percent, some, the
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "REP103",
    "unelected-seats",
    WARNING,
    "Charter of the United Nations, article 23; Constitution of the ILO, article 7; Statute of the IAEA, article VI",
)


def check(case: Case) -> Iterator[Finding]:
    """Classes of seats with too many that nobody elects."""
    for organ in case.institution.organs:
        classes: dict[str | None, list[SeatCount]] = {}
        for each in lines(organ, case.charter):
            if each.line.votes:
                classes.setdefault(each.line.as_class, []).append(each)
        for name, members in classes.items():
            yield from _class(case, organ, name, members, alone=len(classes) == 1)


def _class(case: Case, organ: Organ, name: str | None, seats: list[SeatCount], alone: bool) -> Iterator[Finding]:
    unelected = [each for each in seats if each.line.filling.how in UNELECTED]
    if not unelected or _everybody(case, unelected):
        return
    held, of = total(unelected), total(seats)
    if of is None and alone and organ.seats is not None:
        of = organ.seats.stated
    if held is None or not of:
        yield case.gap(RULE, unelected[0].line.span, "the number of seats", entity=organ.name)
        return
    share = Fraction(held, of)
    if share <= case.profile.unelected_share:
        return
    counted = percent(share, case.profile.unelected_share)
    things = "seats" if name is None else f"{name} seats"
    told = "; ".join(_told(each) for each in unelected)
    yield case.finding(
        RULE,
        unelected[0].line.span,
        f"{held} of {of} {things} in {the(organ.label)} ({counted}) {agreed(held, 'is', 'are')} not elected: {told}",
        entity=organ.name if name is None else f"{organ.name}.{name}",
        label=_told(unelected[0]),
        labels=[Label(each.line.span, _told(each)) for each in unelected[1:]],
        notes=_since(case, unelected),
        help="give these seats a term and elect them, or a criterion that a third party computes anew for each term",
        citations=[c for each in unelected for c in each.line.citations],
        witness=_witness(case, organ, name, unelected, Fraction(held, of), (held, of)),
    )


def _everybody(case: Case, unelected: list[SeatCount]) -> bool:
    """Whether every member of the institution holds one of these seats permanently, or fills one."""
    if any(each.line.filling.each is not None for each in unelected):
        return True
    permanent = [holders(each.line) or () for each in unelected if each.line.filling.how == "permanent"]
    return case.members is not None and set(case.members) <= {p for some_ in permanent for p in some_}


def _told(each: SeatCount) -> str:
    who = holders(each.line)
    seats = "seats" if each.seats is None else number(each.seats, "seat")
    held = f", held by {some(who)}" if who else ""
    return f"{seats} {filled_how(each.line)}{held}"


def _since(case: Case, unelected: list[SeatCount]) -> tuple[str, ...]:
    founded = case.institution.founded
    if founded is None or all(each.line.filling.how != "permanent" for each in unelected):
        return ()
    return (f"permanent since {founded.value}, without a term",)


def _witness(
    case: Case, organ: Organ, name: str | None, unelected: list[SeatCount], share: Fraction, count: tuple[int, int]
) -> dict[str, Any]:
    held, of = count
    sum_ = " + ".join(str(each.seats) for each in unelected)
    left = f"{sum_} = {held}" if len(unelected) > 1 else str(held)
    limit = percent(case.profile.unelected_share)
    return {
        "organ": organ.name,
        "class": name,
        "seats": held,
        "of": of,
        "share": share,
        "lines": [
            {
                "seats": each.seats,
                "filled": filled_how(each.line),
                "held_by": list(holders(each.line) or ()),
                "term": str(each.line.term) if each.line.term else None,
            }
            for each in unelected
        ],
        "text": f"{left} of {of} seats are {listed(dict.fromkeys(filled_how(e.line) for e in unelected))}: "
        f"{held}/{of} = {percent(share, case.profile.unelected_share)}, above {limit}",
    }
