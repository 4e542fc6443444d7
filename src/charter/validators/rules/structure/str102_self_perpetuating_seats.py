"""Seats that the outgoing organ fills itself, and organs that fill only one another.

## What it checks

Each line of an organ's seats (and of its experts) whose filling is by that organ: `designated by Board` inside
`organ Board`. Reported where such seats are at least a tenth of the seats with a vote. Then the appointment graph:
organs that are filled only by one another, in a circle without members, plenary, criterion or named holders.

## Why

Those who decide who comes next tend to choose themselves. The Board of Governors of the International Atomic Energy
Agency designates 13 of its 35 members each year (Statute VI.A.1), and the same states have come back ever since.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG | African
  organ Assembly { plenary }
  organ Council {
    seats 12 {
      4 designated by Council              # <-- STR102
      8 elected by Assembly for 2 years
    }
  }
}
```

## Prefer

Seats that the plenary fills, or a criterion that anyone can compute.

```charter good
charter 1
use world
institution Agency {
  members are WEOG | African
  organ Assembly { plenary }
  organ Council {
    seats 12 {
      4 ranked by un_scale
      8 elected by Assembly for 2 years
    }
  }
}
```

## Settings

`self_perpetuating_share` (1/10): the least share of an organ's seats, filled by itself, that is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.seating import SeatCount, filled_how, lines, total
from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.organs import Organ, SeatLine
from charter.text.wording import listed, number, opened, percent, the
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "STR102",
    "self-perpetuating-seats",
    WARNING,
    "Statute of the IAEA, article VI.A.1; Abbott and Snidal 1998 on the independence of organs",
)


def check(case: Case) -> Iterator[Finding]:
    """Seats that an organ fills itself, and closed circles of organs."""
    for organ in case.institution.organs:
        own = [each for each in _all_lines(organ, case) if _by(each.line) == organ.name]
        if own:
            yield from _report(case, organ, own)
    for circle in _closed_circles(case):
        yield _circle(case, circle)


def _all_lines(organ: Organ, case: Case) -> list[SeatCount]:
    counted = [each for each in lines(organ, case.charter) if each.line.votes]
    if organ.experts is not None:
        counted.append(SeatCount(organ.experts, organ.experts.total))
    return counted


def _by(line: SeatLine) -> str | None:
    by = line.filling.by
    return by.name if by is not None and by.kind in ("organ", "office") else None


def _report(case: Case, organ: Organ, own: list[SeatCount]) -> Iterator[Finding]:
    seats, of = total(own), total(_all_lines(organ, case))
    if of is None and organ.seats is not None:
        of = organ.seats.stated
    first = own[0].line
    if seats is None or not of:
        yield case.gap(RULE, first.span, "the number of seats", entity=organ.name)
        return
    share = Fraction(seats, of)
    if share < case.profile.self_perpetuating_share:
        return
    text = opened(f"{the(organ.label)}, as it leaves office, fills {seats} of its {number(of, 'seat')}")
    sums = f"{' + '.join(str(each.seats) for each in own)} = {seats}, " if len(own) > 1 else ""
    yield case.finding(
        RULE,
        first.span,
        f"{text} ({percent(share)})",
        entity=organ.name,
        label=f"{filled_how(first)} itself",
        labels=[Label(each.line.span, "and these") for each in own[1:]],
        help=_help(case, organ),
        citations=[c for each in own for c in each.line.citations],
        witness={
            "organ": organ.name,
            "seats": seats,
            "of": of,
            "share": share,
            "lines": [{"seats": each.seats, "filled": filled_how(each.line)} for each in own],
            "text": f"{text}: {sums}{percent(share)}",
        },
    )


def _help(case: Case, organ: Organ) -> str:
    plenary = next((o.name for o in case.institution.organs if o.plenary is not None), None)
    elect = f"let {plenary} elect these seats" if plenary else "let the members elect these seats"
    return f"{elect}, or rank them by a criterion that a third party computes from published data"


def _fillers(organ: Organ, case: Case) -> list[str] | None:
    """The organs that fill this one, where organs of the institution are all that fill it; otherwise None."""
    if organ.plenary is not None or organ.delegates:
        return None
    found: list[str] = []
    parts = [*(organ.seats.lines if organ.seats else ()), *((organ.experts,) if organ.experts else ())]
    fillings = [line.filling for line in parts]
    if not fillings and organ.head is not None and organ.head.filling is not None:
        fillings = [organ.head.filling]
    for filling in fillings:
        by = filling.by
        if by is None or by.kind != "organ" or by.name is None or case.institution.organ(by.name) is None:
            return None
        found.append(by.name)
        if filling.approval is not None:
            found.append(filling.approval)
    return found or None


def _closed_circles(case: Case) -> Iterator[tuple[Organ, ...]]:
    """Sets of two or more organs that fill one another, each filled by nobody else."""
    filled = {o.name: _fillers(o, case) for o in case.institution.organs}
    seen: set[frozenset[str]] = set()
    for organ in case.institution.organs:
        reach = _reach(organ.name, filled)
        if reach is None or len(reach) < 2 or organ.name not in reach or reach in seen:
            continue
        if all(_reach(name, filled) == reach for name in reach):
            seen.add(reach)
            yield tuple(o for o in case.institution.organs if o.name in reach)


def _reach(start: str, filled: dict[str, list[str] | None]) -> frozenset[str] | None:
    """Every organ that has a part in filling `start`, directly or not; None where somebody else has one."""
    found: set[str] = set()
    left = [start]
    while left:
        fillers = filled.get(left.pop())
        if fillers is None:
            return None
        left += [f for f in fillers if f not in found]
        found.update(fillers)
    return frozenset(found)


def _circle(case: Case, circle: tuple[Organ, ...]) -> Finding:
    names = [o.name for o in circle]
    edges = [{"organ": o.name, "filled_by": sorted(set(_fillers(o, case) or ()))} for o in circle]
    told = "; ".join(f"{e['organ']} is filled by {listed(e['filled_by'])}" for e in edges)
    return case.finding(
        RULE,
        circle[0].name_span,
        f"{listed(names)} fill only one another: no member, even indirectly, chooses who sits there",
        entity=circle[0].name,
        label="filled only from inside",
        labels=[Label(o.name_span, f"filled by {listed(sorted(set(_fillers(o, case) or ())))}") for o in circle[1:]],
        help="let the members, or an organ in which they all sit, fill one of them",
        witness={"circle": names, "edges": edges, "text": told},
    )
