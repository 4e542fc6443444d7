"""Most funding is voluntary.

## What it checks

What part of the budget is voluntary, and what part is earmarked. Reported where the voluntary streams together are
more than half, and where every stream that the charter speaks of is voluntary and no host pays. Where voluntary money
stands beside other streams without its share, and no other stream is stated to be half or more, that is a gap; so it
is where each gift is for a purpose and nothing is said of what pays for the rest.

## Why

Donors choose each year whether to give, and for what. The trust fund of the Intergovernmental Panel on Climate Change
lives on voluntary contributions alone: one donor paid 45% of them in 2016 and nothing the year after. MOPAN's reviews
warn of the same drift, and of money that is earmarked, across the United Nations.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  funding {
    assessed 40% by un_scale, ceiling 15%
    voluntary 60%, at most 10% from one donor, earmarked   # <-- FND102
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
    assessed 70% by un_scale, ceiling 15%
    voluntary 30%, at most 10% from one donor, not earmarked
  }
}
```

## Settings

`voluntary_share` (1/2): a larger voluntary part of the budget is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.dsl.findings import WARNING, Finding, Label
from charter.dsl.model.money import Flow
from charter.text.wording import percent
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "FND102", "voluntary-majority", WARNING, "MOPAN reviews of multilateral organisations; IPCC trust fund, 2017"
)
ZERO, ONE = Fraction(0), Fraction(1)


def check(case: Case) -> Iterator[Finding]:
    """A budget most of which is voluntary."""
    funding = case.institution.funding
    given = [f for f in funding.flows if f.kind == "voluntary"] if funding is not None else []
    if funding is None or not given:
        return
    others = [f for f in funding.flows if f.kind != "voluntary"]
    host = funding.host is not None and funding.host.pays is not None
    share = _sum(given)
    partial = all(f.purpose is not None for f in given)
    if share is None and not others and not host and not partial:
        yield _finding(case, given, ONE, "All funding is voluntary")
    elif share is None:
        fixed = sum((f.share for f in others if f.share is not None), ZERO)
        if ONE - fixed > case.profile.voluntary_share:
            yield case.gap(
                RULE,
                given[0].span,
                "the share of voluntary contributions",
                entity="funding",
                help="state it: `voluntary 30% for …`",
            )
    elif share > case.profile.voluntary_share:
        yield _finding(case, given, share, f"{percent(share, case.profile.voluntary_share)} of the budget is voluntary")


def _sum(flows: list[Flow]) -> Fraction | None:
    shares = [f.share for f in flows if f.share is not None]
    return sum(shares, ZERO) if len(shares) == len(flows) else None


def _finding(case: Case, given: list[Flow], share: Fraction, message: str) -> Finding:
    tied = [f for f in given if f.earmarked]
    earmarked = _sum(tied) if tied else ZERO if all(f.earmarked is False for f in given) else None
    about = {None: "how much of it is earmarked is not stated", ZERO: "none of it is earmarked"}
    told = about.get(earmarked) or f"{percent(earmarked or ZERO)} is earmarked"
    sums = " + ".join(percent(f.share) for f in given if f.share is not None)
    whole = percent(share, case.profile.voluntary_share)
    reckoned = f"{sums} = {whole} voluntary, more than" if sums else f"no other stream: {whole}, more than"
    first, *rest = given
    return case.finding(
        RULE,
        first.span,
        message,
        entity="funding",
        label="voluntary",
        labels=[Label(f.span, "and this") for f in rest],
        notes=[told],
        help="fund core costs by assessment, and leave voluntary contributions for the rest",
        citations=[c for f in given for c in f.citations],
        witness={
            "voluntary": share,
            "earmarked": earmarked,
            "threshold": case.profile.voluntary_share,
            "streams": [{"share": f.share, "for": f.purpose, "earmarked": f.earmarked} for f in given],
            "text": f"{reckoned} {percent(case.profile.voluntary_share)}; {told}",
        },
    )
