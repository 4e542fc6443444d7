"""Numbers of seats that do not add up.

## What it checks

The total that `seats 15 { … }` states against the sum of its lines; the number in front of a line against the sum of
its shares; the present holders of a line (`now { … }`) against its seats, of which there may be more but not fewer; the
15 in `9 of 15` against the seats, members, delegates or votes of the organ.

## Why

A reader takes the total for true and a threshold computed from it for right; one of the numbers is wrong.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Council {
    seats 15 {                       # <-- LNG308
      5 ranked by un_scale
      9 elected by Assembly
    }
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Council {
    seats 15 {
      5 ranked by un_scale
      10 elected by Assembly
    }
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.seating import SeatCount, lines
from charter.analysis.stated_rules import PlacedRule, parts, rules_of, seats_of
from charter.dsl.findings import ERROR, Finding, Label
from charter.dsl.model.organs import Organ, SeatLine
from charter.dsl.model.rules import Count
from charter.dsl.syntax.source import Span
from charter.text.wording import amount, number
from charter.validators.counted import counted
from charter.validators.rules.case import Case, Rule

RULE = Rule("LNG308", "seats-do-not-add-up", ERROR)

NOUNS = {"seats": "seat", "members": "member", "delegates": "delegate", "votes": "vote", "votes_cast": "vote"}
"""What a number of several (`9 of 15 seats`) counts, in the singular."""


def check(case: Case) -> Iterator[Finding]:
    """Totals that differ from their parts."""
    for organ in case.institution.organs:
        counted = lines(organ, case.charter)
        yield from _stated(case, organ, counted)
        for each in counted:
            yield from _line(case, organ, each.line)
            yield from _holders(case, organ, each)
    yield from _out_of(case)


def _stated(case: Case, organ: Organ, counted: tuple[SeatCount, ...]) -> Iterator[Finding]:
    if organ.seats is None or organ.seats.stated is None or not counted:
        return
    settled = [each.seats for each in counted if each.seats is not None]
    parts_, stated = sum(settled), organ.seats.stated
    open_ended = len(settled) < len(counted)
    if parts_ == stated or (open_ended and parts_ < stated):
        return
    told = " + ".join(str(n) for n in settled) + (" + …" if open_ended else "")
    first_line = Span(
        organ.seats.span.file,
        organ.seats.span.line,
        organ.seats.span.column,
        organ.seats.span.line,
        organ.seats.span.column + len(f"seats {stated}"),
    )
    yield case.finding(
        RULE,
        first_line,
        f"{organ.label} is said to have {number(stated, 'seat')}, but its lines have {parts_}",
        entity=organ.name,
        label=f"stated {stated}",
        labels=[Label(each.line.span, number(each.seats, "seat")) for each in counted if each.seats is not None],
        help=f"write `seats {parts_}`, or find the line that is {abs(stated - parts_)} off",
        citations=organ.seats.citations,
        witness={"stated": stated, "lines": settled, "sum": parts_, "text": f"{told} = {parts_}, not {stated}"},
    )


def _line(case: Case, organ: Organ, line: SeatLine) -> Iterator[Finding]:
    if line.count is None or not line.allocations:
        return
    shares = [a.count for a in line.allocations]
    if sum(shares) == line.count:
        return
    told = f"{' + '.join(str(n) for n in shares)} = {sum(shares)}, not {line.count}"
    yield case.finding(
        RULE,
        line.filling.span,
        f"{number(line.count, 'seat')} of {organ.label} dealt out as {sum(shares)}",
        entity=organ.name,
        label=f"{line.count} here",
        help=f"write {sum(shares)} in front of the line, or find the share that is {abs(sum(shares) - line.count)} off",
        citations=line.citations,
        witness={"stated": line.count, "shares": shares, "sum": sum(shares), "text": told},
    )


def _holders(case: Case, organ: Organ, each: SeatCount) -> Iterator[Finding]:
    now = each.line.now
    if now is None or now.members is None or each.seats is None or len(now.members) <= each.seats:
        return
    told = f"{number(len(now.members), 'present holder')} for {number(each.seats, 'seat')}"
    yield case.finding(
        RULE,
        now.span,
        f"{told} of {organ.label}",
        entity=organ.name,
        label=f"{len(now.members)} named",
        help="take out who no longer sits, or correct the number of seats",
        witness={"holders": list(now.members), "seats": each.seats, "text": f"{len(now.members)} > {each.seats}"},
    )


def _out_of(case: Case) -> Iterator[Finding]:
    for placed in rules_of(case.institution):
        for rule in parts(placed.rule):
            if not isinstance(rule, Count) or rule.out_of is None or rule.of.kind not in NOUNS or placed.organ is None:
                continue
            noun = NOUNS[rule.of.kind]
            there = _there(case, placed, rule)
            if there is not None and rule.out_of != there and rule.of.among is None:
                yield case.finding(
                    RULE,
                    rule.span,
                    f"this counts {number(rule.out_of, noun)}, but {placed.organ.label} has {amount(there)}",
                    entity=placed.entity,
                    label=f"{amount(there)}, not {rule.out_of}",
                    help=f"write `of {amount(there)}`, or state the share as a fraction",
                    citations=placed.citations,
                    witness={
                        "stated": rule.out_of,
                        f"{noun}s": amount(there),
                        "text": f"{rule.out_of} is not {amount(there)}",
                    },
                )


def _there(case: Case, placed: PlacedRule, rule: Count) -> Fraction | None:
    """How many there are, barred or not; None where it is not known, or depends on who sits."""
    if rule.of.kind == "seats":
        seats = seats_of(case, placed.organ)
        return None if seats is None else Fraction(seats)
    found = counted(case, placed, rule.of, all_there=True)
    return found[0].most if len(found) == 1 and found[0].least == found[0].most else None
