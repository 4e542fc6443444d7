"""More seats than there are parties to sit on them.

## What it checks

Each line of seats, and each share of a line, against the group that it is filled from (as far as it belongs to the
institution) or, where no group is named, against the members. A party takes one seat of a line; permanent seats may
be several for each holder, but then the same number for each. Also `at least` so many from a group, where the line
has fewer seats or the group fewer parties. Members that are an empty set, an organ `plenary of` one, and a `seats`
block without a line are found too: nobody sits there, and what is decided there is unknown.

## Why

The text promises seats that will stand empty, and every threshold counted in seats then asks for more than it says.

## Avoid

```charter bad
charter 1
use world
group Islands = { FJI, TON, WSM }
institution Agency {
  members are AsiaPacific
  organ Assembly { plenary }
  organ Council {
    seats 12 {
      8 elected by Assembly
      4 elected by Assembly from Islands       # <-- LNG303
    }
  }
}
```

## Prefer

```charter good
charter 1
use world
group Islands = { FJI, TON, WSM }
institution Agency {
  members are AsiaPacific
  organ Assembly { plenary }
  organ Council {
    seats 12 {
      9 elected by Assembly
      3 elected by Assembly from Islands
    }
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.seating import lines
from charter.dsl.findings import ERROR, Finding
from charter.dsl.model.base import PartySet
from charter.dsl.model.organs import Organ, SeatLine
from charter.dsl.syntax.source import Span
from charter.text.wording import number
from charter.validators.rules.case import Case, Rule

RULE = Rule("LNG303", "seats-cannot-be-filled", ERROR)

FROM_PARTIES = frozenset(("elected", "designated", "ranked", "rotating", "chosen"))


def check(case: Case) -> Iterator[Finding]:
    """Lines with more seats than parties to fill them."""
    yield from _nobody(case)
    for organ in case.institution.organs:
        for each in lines(organ, case.charter):
            if each.line.filling.how == "permanent":
                yield from _permanent(case, organ, each.line)
            elif each.line.filling.how in FROM_PARTIES and each.line.filling.each is None:
                yield from _line(case, organ, each.line, each.seats)
            yield from _floors(case, organ, each.line, each.seats)


def _nobody(case: Case) -> Iterator[Finding]:
    """The members, where there are none, and each organ in which nobody sits."""
    stated = case.institution.members
    if stated is not None and stated.value.members == ():
        yield _empty(case, stated.span, f"is a member of {case.institution.name}", stated.value.text, "members")
    for organ in case.institution.organs:
        if organ.plenary is not None and organ.plenary.value is not None and organ.plenary.value.members == ():
            yield _empty(case, organ.plenary.span, f"sits in {organ.label}", organ.plenary.value.text, organ.name)
        elif organ.seats is not None and not organ.seats.lines:
            yield _empty(case, organ.seats.span, f"sits in {organ.label}", "", organ.name)


def _empty(case: Case, span: Span, where: str, source: str, entity: str) -> Finding:
    why = f": `{source}` has no parties" if source else ": its seats are not said"
    return case.finding(
        RULE,
        span,
        f"nobody {where}{why}",
        entity=entity,
        label="nobody",
        help="name a set with somebody in it, or leave the clause out until it is known",
        witness={"from": source, "parties": 0, "missing": "who sits", "text": f"nobody {where}{why}"},
    )


def _permanent(case: Case, organ: Organ, line: SeatLine) -> Iterator[Finding]:
    among = line.filling.among
    if among is None or among.members is None or line.count is None:
        return
    holders = len(among.members)
    if holders == 0 or line.count % holders:
        yield _finding(case, organ, line.span, line.count, among.text, holders, "the same number for each holder")


def _line(case: Case, organ: Organ, line: SeatLine, seats: int | None) -> Iterator[Finding]:
    for part in line.allocations:
        there = _there(case, part.among or line.filling.among, line)
        if there is not None and part.count > there[1]:
            yield _finding(case, organ, part.span, part.count, *there)
    there = _there(case, line.filling.among or _chosen_from(line), line)
    if there is not None and seats is not None and seats > there[1] and not line.allocations:
        yield _finding(case, organ, line.span, seats, *there)


def _chosen_from(line: SeatLine) -> PartySet | None:
    return line.filling.by.among if line.filling.how == "chosen" and line.filling.by is not None else None


def _there(case: Case, among: PartySet | None, line: SeatLine) -> tuple[str, int] | None:
    """What the seats are filled from, in words, and how many parties that is; None where it is not settled."""
    members = case.members
    if among is None:
        return None if members is None or line.as_class is not None else ("the members", len(members))
    if among.members is None:
        return None
    inside = [p for p in among.members if p in members] if members is not None else []
    if inside and len(inside) < len(among.members):
        return f"the members in {among.text}", len(inside)
    return among.text, len(among.members)


def _floors(case: Case, organ: Organ, line: SeatLine, seats: int | None) -> Iterator[Finding]:
    both = [f for f in line.floors if f.gender in ("women", "men")]
    if seats is not None and len({f.gender for f in both}) > 1 and sum(f.least(seats) for f in both) > seats:
        yield _finding(case, organ, both[-1].span, sum(f.least(seats) for f in both), "the line", seats, unit="seat")
    for floor in line.floors:
        least = floor.count or 0
        if floor.gender == "each" and seats is not None:
            least = floor.least(seats)
        if floor.areas is not None:
            areas = next((a for a in case.charter.areas if a.name == floor.areas), None)
            least *= len(areas.groups) if areas is not None else 0
        there = _there(case, floor.among, line) if floor.among is not None else None
        if there is not None and least > there[1]:
            yield _finding(case, organ, floor.span, least, *there)
        elif seats is not None and least > seats:
            yield _finding(case, organ, floor.span, least, "the line", seats, unit="seat")


def _finding(
    case: Case, organ: Organ, span: Span, seats: int, source: str, there: int, rule: str = "", unit: str = "party"
) -> Finding:
    units = "parties" if unit == "party" else None
    have = number(there, unit, units)
    return case.finding(
        RULE,
        span,
        f"{number(seats, 'seat')} of {organ.label} to be filled from {source}, which has {have}",
        entity=organ.name,
        label=f"{source}: {have}",
        help=f"write {rule}" if rule else f"at most {there}, or name a wider group",
        witness={"seats": seats, "from": source, "parties": there, "text": f"{seats} > {there} ({source})"}
        if not rule
        else {"seats": seats, "from": source, "parties": there, "text": f"{seats} is no multiple of {there}"},
    )
