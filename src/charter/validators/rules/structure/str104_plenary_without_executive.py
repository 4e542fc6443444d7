"""A large plenary that must decide everything itself.

## What it checks

Whether an institution of more than 50 members has an organ smaller than its plenary that decides something: that
takes a step of a decision, acts for the plenary, or has a rule of decision of its own. Reported where the charter
says `no executive`, or where all its organs of members are plenaries. An organ of seats whose powers are not stated
leaves the question open, and is a gap.

## Why

The more members, the more there is to gain by giving some tasks to few (the conjecture on centralization and number
of Koremenos, Lipson and Snidal 2001). The Ministerial Conference and the General Council of the World Trade
Organization both seat all 166 members. The articles of the World Bank show the other way: a board that acts for the
governors, except on matters that are listed.

## Avoid

```charter bad
charter 1
use world
institution Organisation {
  members from memberships.WTO
  organ Conference {                 # <-- STR104
    plenary
    meets every 2 years
  }
  organ Council { plenary }
  decision waive : waiver { step Conference by 3/4 of members }
}
```

## Prefer

```charter good
charter 1
use world
institution Organisation {
  members from memberships.WTO
  organ Conference {
    plenary
    meets every 2 years
  }
  organ Council {
    seats { 24 elected by Conference for 2 years }
    acts for Conference, except "admission", except "amendment"
  }
  decision waive : waiver { step Conference by 3/4 of members }
}
```

## Settings

`large_plenary` (50): the number of members above which a plenary without an executive is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.appointment import acting
from charter.analysis.seating import lines, total
from charter.dsl.findings import NOTE, Finding
from charter.dsl.model.organs import Organ
from charter.text.wording import listed, number, opened, the
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "STR104",
    "plenary-without-executive",
    NOTE,
    "Koremenos, Lipson and Snidal 2001, centralization and number; IBRD Articles, V.2(b)",
    everywhere=True,
)


def check(case: Case) -> Iterator[Finding]:
    """One note for an institution whose many members have no smaller organ to act for them."""
    plenaries = [o for o in case.institution.organs if o.plenary is not None]
    if not plenaries or case.members is None or len(case.members) <= case.profile.large_plenary:
        return
    smaller = [o for o in case.institution.organs if _smaller(case, o)]
    acts = acting(case)
    if any(o.acts_for or o.decides is not None or o.name in acts for o in smaller):
        return
    if smaller and not case.institution.denies("executive"):
        yield case.gap(RULE, smaller[0].name_span, "the powers", entity=smaller[0].name)
        return
    yield _finding(case, plenaries)


def _smaller(case: Case, organ: Organ) -> bool:
    """Whether some members, and not all, sit in it."""
    if organ.constituencies or organ.constituency_column is not None:
        return True
    seats = total(lines(organ, case.charter)) if organ.seats is not None else None
    return organ.seats is not None and organ.plenary is None and (seats is None or seats < len(case.members or ()))


def _finding(case: Case, plenaries: list[Organ]) -> Finding:
    first, members = plenaries[0], len(case.members or ())
    names = [o.label for o in plenaries]
    seats_all = f"{listed(names)} {'seats' if len(names) == 1 else 'each seat'} all {members}"
    denied = f", and {case.institution.name} says `no executive`" if case.institution.denies("executive") else ""
    meets = first.meets.value if first.meets is not None else None
    return case.finding(
        RULE,
        first.name_span,
        opened(f"{the(case.institution.label)} has {number(members, 'member')} and no executive organ"),
        entity=first.name,
        label="all that there is",
        notes=[f"{first.label} meets every {meets}"] if meets is not None else [],
        help='let a smaller organ act for all but what is reserved: `acts for …, except "amendment"`',
        witness={
            "members": members,
            "plenaries": [o.name for o in plenaries],
            "meets": None if meets is None else str(meets),
            "limit": case.profile.large_plenary,
            "text": f"{seats_all}; no organ of fewer members takes a decision{denied}",
        },
        citations=[c for o in plenaries for c in (o.plenary.citations if o.plenary is not None else ())],
    )
