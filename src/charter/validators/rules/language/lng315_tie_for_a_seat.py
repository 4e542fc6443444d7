"""A seat for which several are tied.

## What it checks

Whether the last of the seats that are `ranked by` a column goes to one of several members with the same figure. The
seat is then open among them, as if they were elected, and what rests on it depends.

## Why

A text that does not say who comes first where figures are equal leaves the seat to whoever draws up the list.

## Avoid

```charter bad
charter 1
use world
institution Club {
  members are memberships.UN
  organ Council {
    seats 32 { 32 ranked by un_scale }   # <-- LNG315
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Club {
  members are memberships.UN
  organ Council {
    seats 31 { 31 ranked by un_scale }
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.decisions.elements import OpenSeats, Unstated
from charter.dsl.findings import NOTE, Finding
from charter.dsl.model.organs import Organ
from charter.text.wording import listed, number
from charter.validators.rules.case import Case, Rule

RULE = Rule("LNG315", "tie-for-a-seat", NOTE)


def check(case: Case) -> Iterator[Finding]:
    """Seats by rank that end in a tie."""
    for organ in case.institution.organs:
        if organ.seats is None or not any(line.filling.how == "ranked" for line in organ.seats.lines):
            continue
        try:
            opens = case.hall(organ).spaces.variants[0].opens
        except Unstated:
            continue
        for each in opens:
            if organ.seats.lines[each.line].filling.how == "ranked" and len(each.eligible) > each.count:
                yield _finding(case, organ, each)


def _finding(case: Case, organ: Organ, each: OpenSeats) -> Finding:
    assert organ.seats is not None
    line = organ.seats.lines[each.line]
    tied, column = listed(sorted(each.eligible)), line.filling.column
    return case.finding(
        RULE,
        each.span or line.span,
        f"{tied} are tied in `{column}` for {number(each.count, 'seat')} of {organ.label}",
        entity=organ.name,
        label="the ranking ends in a tie",
        help="name another number of seats, or who comes first where figures are equal",
        citations=line.citations,
        witness={
            "tied": sorted(each.eligible),
            "seats": each.count,
            "text": f"{tied} have the same figure in {column}, and there {'is' if each.count == 1 else 'are'} "
            f"{number(each.count, 'seat')} for them",
        },
    )
