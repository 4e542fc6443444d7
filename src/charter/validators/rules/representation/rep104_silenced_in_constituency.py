"""Members whose vote never moves the vote of their constituency.

## What it checks

In organs whose constituencies cast their votes as a unit: within each, the members without which no majority of its
votes ever changes (Banzhaf power 0), and members that are in no constituency. The vote of a unit is taken to follow
more than half of the votes in it, as long as no clause says otherwise. Whether votes are cast as a unit, where it is
not said, is a gap.

## Why

In the Executive Boards of the International Monetary Fund and the World Bank a director casts all votes of a group,
and cannot split them. Where one member has more than half of them, the others need not be asked (Leech 2002; Woods
2006).

## Avoid

```charter bad
charter 1
use world
institution Fund {
  members are { CAN, IRL, JAM, FRA }
  organ Board {                        # <-- REP104
    votes by imf.votes
    constituency Caribbean = { CAN, IRL, JAM }
    constituency France = { FRA }
    cast as a unit
    decides by majority of votes
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Fund {
  members are { DNK, SWE, NOR, FRA }
  organ Board {
    votes by imf.votes
    constituency Nordic = { DNK, SWE, NOR }
    constituency France = { FRA }
    cast as a unit
    decides by majority of votes
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from charter.analysis.null_voters import nulls, whole
from charter.decisions.columns import numbers_of
from charter.decisions.directors import has_directors, joint
from charter.decisions.elements import ZERO, Seat, Unstated
from charter.dsl.findings import WARNING, Finding
from charter.dsl.model.base import Citation
from charter.dsl.model.organs import Organ
from charter.record import record
from charter.text.wording import amount, number, percent, some, the
from charter.validators.rules.case import Case, Rule

RULE = Rule("REP104", "silenced-in-constituency", WARNING, "Leech 2002; Woods 2006; IMF Articles, XII.3(i)")


@record
class _Unit:
    """A constituency: its name, the votes in it, those who never matter there."""

    name: str
    votes: dict[str, Fraction]
    silent: tuple[str, ...]


def check(case: Case) -> Iterator[Finding]:
    """One finding for each organ with members that are never heard in their constituency."""
    for organ in case.institution.organs:
        if not has_directors(organ):
            continue
        if organ.split_votes is not None:
            continue
        if not joint(organ):
            yield case.gap(RULE, organ.name_span, "whether a constituency votes as a unit", entity=organ.name)
            continue
        try:
            hall = case.hall(organ)
        except Unstated as gap:
            yield case.gap(RULE, gap.span or organ.name_span, gap.missing, entity=organ.name)
            continue
        if hall.unlisted:
            yield case.gap(RULE, organ.name_span, hall.unlisted, entity=organ.name)
            continue
        seats = hall.spaces.known or ()
        units = [unit for unit in map(_unit, seats) if unit is not None and unit.silent]
        seated = {p for s in seats for p, _ in s.unit} | {s.holder for s in seats if not s.unit}
        outside = sorted(set(case.members or ()) - seated)
        if units or outside:
            yield _finding(case, organ, units, outside)


def _unit(seat: Seat) -> _Unit | None:
    if not seat.unit:
        return None
    votes = dict(seat.unit)
    weights, _ = whole(votes)
    silent = nulls(weights, sum(weights.values()) // 2 + 1)
    return _Unit(seat.holder, votes, silent or ())


def _finding(case: Case, organ: Organ, units: list[_Unit], outside: list[str]) -> Finding:
    silent = [party for unit in units for party in unit.silent]
    everyone = case.members or ()
    people = numbers_of(case.charter, "population")
    of = sum((people[p] for p in everyone if p in people), ZERO)
    theirs = sum((people[p] for p in (*silent, *outside) if p in people), ZERO)
    move, its = ("sways", "its") if len(silent) == 1 else ("sway", "their")
    parts = [f"{number(len(silent), 'member')} never {move} the vote of {its} constituency"]
    if outside:
        parts.append(f"{some(outside)} {'is' if len(outside) == 1 else 'are'} in none")
    share = theirs / of if of else None
    crowd = f" ({percent(share)} of the population of all members)" if share is not None else ""
    told = parts if silent else parts[1:]
    return case.finding(
        RULE,
        organ.name_span,
        f"In {the(organ.label)}, {' and '.join(told)}{crowd}",
        entity=organ.name,
        label=f"{number(len(silent) + len(outside), 'member')} without a say",
        help="let a constituency split its votes, rotate who casts them, or form groups without one that outvotes all",
        citations=_cites(organ),
        witness=_witness(units, outside, silent, share),
    )


def _cites(organ: Organ) -> tuple[Citation, ...]:
    stated = organ.unit_vote or organ.electors_votes
    return stated.citations if stated is not None else ()


def _witness(units: list[_Unit], outside: list[str], silent: list[str], share: Fraction | None) -> dict[str, Any]:
    if units:
        unit = max(units, key=lambda each: (len(each.silent), each.name))
        total = sum(unit.votes.values(), ZERO)
        first = max(unit.votes, key=lambda p: (unit.votes[p], p))
        theirs = sum((unit.votes[p] for p in unit.silent), ZERO)
        if unit.votes[first] * 2 > total:
            why = f"{first} alone has {amount(unit.votes[first])} of {amount(total)} votes, more than half"
        else:
            why = f"no others of its {amount(total)} votes come so close to half that they would matter"
        text = f"constituency {unit.name}: {why}; {some(unit.silent)} with {amount(theirs)} never matter"
    else:
        text = f"{some(outside)} {'is' if len(outside) == 1 else 'are'} named in no constituency"
    return {
        "text": text,
        "silenced": silent,
        "in_no_constituency": outside,
        "share_of_people": share,
        "constituencies": [
            {"constituency": u.name, "votes": dict(sorted(u.votes.items())), "silenced": list(u.silent)} for u in units
        ],
    }
