"""The host pays what the work lives on.

## What it checks

Whether the host pays (`hosted by BIS, pays "most of the cost", for 5 years, renewable`). Reported as a note with the
term after which the agreement must be renewed. Silent where the institution is part of its host, and where half of
the budget or more is stated to be assessed, so that the work goes on without the host's money.

## Why

Who pays the rent can ask for something when the lease ends. The Financial Stability Board is housed and mostly paid by
the Bank for International Settlements under an agreement of five years at a time.

## Avoid

```charter bad
charter 1
use world
outside Bank : institution
institution Board {
  members are WEOG
  funding {
    hosted by Bank, pays "staff and offices", for 5 years, renewable   # <-- FND106
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Board {
  members are WEOG
  funding {
    assessed 80% by un_scale, ceiling 15%
    hosted by CHE, pays "offices", for 5 years, renewable
  }
}
```

## Settings

`voluntary_share` (1/2): where the assessed share of the budget is what this leaves or more, the work does not live on
the host's money.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.dsl.findings import NOTE, Finding
from charter.text.wording import opened, the
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "FND106",
    "host-pays-the-rent",
    NOTE,
    "Articles of Association and hosting agreement of the FSB, 2013",
    everywhere=True,
)


def check(case: Case) -> Iterator[Finding]:
    """A host that pays."""
    institution = case.institution
    funding = institution.funding
    host = funding.host if funding is not None else None
    if funding is None or host is None or host.pays is None:
        return
    if any(parent.value.split(".")[0] == host.by for parent in institution.parents):
        return
    assessed = sum((f.share for f in funding.flows if f.kind == "assessed" and f.share is not None), Fraction(0))
    if assessed >= 1 - case.profile.voluntary_share:
        return
    end = f"after {host.term}" if host.term is not None else "on no day that is stated"
    again = "" if host.term is None else ", renewable" if host.renewable else ", with no right to renew it"
    streams = [f.kind for f in funding.flows]
    other = f"other money: {', '.join(streams)}" if streams else "no other stream of money is stated"
    yield case.finding(
        RULE,
        host.span,
        opened(f"{host.by} hosts {the(institution.label)} and pays “{host.pays}”; the agreement ends {end}{again}"),
        entity="funding",
        label=f"{host.by} pays",
        help="name a second host or a relocation fund, and lengthen notice beyond one budget",
        citations=host.citations,
        witness={
            "host": host.by,
            "pays": host.pays,
            "term_days": host.term.days if host.term is not None else None,
            "renewable": host.renewable,
            "other_streams": streams,
            "text": f'{host.by} pays "{host.pays}" until the agreement ends {end}{again}; {other}',
        },
    )
