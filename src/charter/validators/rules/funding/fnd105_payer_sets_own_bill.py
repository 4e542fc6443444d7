"""Each payer chooses what it pays.

## What it checks

Assessed contributions by free choice of class, without a floor. Reported as a note: a floor that holds for all, or a
scale that anyone can recompute, is enough.

## Why

What anyone may choose tells nothing of what it can bear. In the International Telecommunication Union each member picks
its class of contribution, from 40 units down to a sixteenth of one.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  funding {
    assessed by free choice of class   # <-- FND105
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  funding {
    assessed by un_scale, ceiling 15%
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.dsl.findings import NOTE, Finding
from charter.text.wording import opened, percent
from charter.validators.rules.case import Case, Rule

RULE = Rule("FND105", "payer-sets-own-bill", NOTE, "Constitution of the ITU, article 28", everywhere=True)


def check(case: Case) -> Iterator[Finding]:
    """Assessed streams whose payers choose their class."""
    funding = case.institution.funding
    for flow in funding.flows if funding is not None else ():
        if flow.kind != "assessed" or flow.scale is None or flow.scale.kind != "free_choice" or flow.floor:
            continue
        count = len(case.members) if case.members is not None else None
        who = f"each of {count} members" if count else "each member"
        part = f"{percent(flow.share)} of the budget" if flow.share is not None else "assessed contributions"
        yield case.finding(
            RULE,
            flow.span,
            f"{opened(who)} chooses its class of contribution, with no minimum",
            entity="funding",
            label="chosen by the payer",
            help="set a floor for each income group, or a scale that anyone can recompute",
            citations=flow.citations,
            witness={
                "scale": "free choice of class",
                "floor": None,
                "members": count,
                "text": f"{part} by free choice of class, with no floor: {who} may choose the least",
            },
        )
