"""States that are in none of the institutions of a landscape.

## What it checks

The members of the included institutions against the members of the United Nations: how many are in all, how many in
none, by region and with their people. A union of states stands for its states. Reported where a tenth of the states
or more is in none. While the members of one body are not stated, those in none are not known: a gap.

## Why

Those who make the rules for AI meet in many places, and are the same in each. Of seven initiatives outside the United
Nations that its advisory body on AI looked at in 2024, seven states were in all and 118 in none.

## Avoid

```charter bad
charter 1
use world
institution Club { members are G7 }
institution League { members are BRICS }
landscape now "Today" {              # <-- LND105
  includes Club, League
}
```

## Prefer

A body that is open to all.

```charter good
charter 1
use world
institution Club { members are G7 }
institution Assembly { members are un_members }
landscape now "Today" {
  includes Club, Assembly
}
```

## Settings

`members_of_none` (1/10): the share of states in none from which it is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.mandates.coverage import Coverage
from charter.dsl.findings import NOTE, Finding
from charter.text.wording import listed, number, percent, some
from charter.validators.rules.case import Rule
from charter.validators.rules.landscape_case import LandscapeCase

RULE = Rule(
    "LND105",
    "members-of-none",
    NOTE,
    "UN High-level Advisory Body on AI, Governing AI for Humanity, 2024, on representation gaps",
)


def check_landscape(case: LandscapeCase) -> Iterator[Finding]:
    """The states in all and in none."""
    found = case.coverage
    if found.in_none is None:
        for body in found.bodies:
            if body.states is None:
                yield case.gap(RULE, "the members", body.name)
        return
    if Fraction(len(found.in_none), found.universe) >= case.profile.members_of_none:
        yield _finding(case, found, found.in_none)


def _finding(case: LandscapeCase, found: Coverage, none: tuple[str, ...]) -> Finding:
    people = found.people_in_none or Fraction(0)
    every = f"{number(len(found.in_all), 'state')} in all of them" if found.in_all is not None else "some not known"
    regions = [f"{r.name} {r.in_none} of {r.states}" for r in found.regions]
    return case.finding(
        RULE,
        case.head,
        f"{len(none)} of {found.universe} states, with {percent(people)} of the people, are in none of "
        f"{number(len(found.bodies), 'body', 'bodies')}; {every}",
        label=f"{len(none)} in none",
        notes=[f"in none: {listed(regions)}"] if regions else (),
        help="a tier that is open to all, or seats for those outside",
        witness={
            "bodies": [{"name": b.name, "states": len(b.states or ())} for b in found.bodies],
            "in_all": list(found.in_all) if found.in_all is not None else None,
            "in_none": list(none),
            "people_in_none": people,
            "regions": [{"region": r.name, "states": r.states, "in_none": r.in_none} for r in found.regions],
            "text": f"{found.universe} states less those of {listed([b.name for b in found.bodies])}: "
            f"{len(none)} are left, {some(none, 10)}",
        },
    )
