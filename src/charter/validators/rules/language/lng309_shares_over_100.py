"""Shares of money that come to more than the whole.

## What it checks

The shares of the budget that the streams of funding carry; the shares of the contributors that are named for one year;
a floor on each member's share times the number of members.

## Why

Somebody is to pay what somebody else pays already.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  funding {
    assessed 70% by equal shares     # <-- LNG309
    levy 40% on "licences"
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
    assessed 60% by equal shares
    levy 40% on "licences"
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.dsl.findings import ERROR, Finding, Label
from charter.dsl.model.money import Contributor, Flow, Funding
from charter.dsl.syntax.source import Span
from charter.text.wording import number, percent
from charter.validators.rules.case import Case, Rule

RULE = Rule("LNG309", "shares-over-100", ERROR)


def check(case: Case) -> Iterator[Finding]:
    """Sums of shares above the whole."""
    funding = case.institution.funding
    if funding is None:
        return
    streams = [(f.span, f.share) for f in funding.flows if f.share is not None and f.kind != "programme"]
    yield from _sum(case, streams, "the streams of funding")
    for year, named in _by_year(funding).items():
        what = "the contributors" if year is None else f"the contributors of {year}"
        yield from _sum(case, [(c.span, c.share) for c in named], what)
    for flow in funding.flows:
        yield from _floor(case, flow)


def _by_year(funding: Funding) -> dict[int | None, list[Contributor]]:
    found: dict[int | None, list[Contributor]] = {}
    for each in funding.contributors:
        found.setdefault(each.year, []).append(each)
    return found


def _sum(case: Case, shares: list[tuple[Span, Fraction]], what: str) -> Iterator[Finding]:
    together = sum((share for _, share in shares), Fraction(0))
    if together <= 1:
        return
    (first, share), *rest = shares
    told = " + ".join(percent(s) for _, s in shares)
    yield case.finding(
        RULE,
        first,
        f"{what} carry {percent(together)} together",
        entity="funding",
        label=percent(share),
        labels=[Label(span, percent(s)) for span, s in rest],
        help=f"{percent(together - 1)} too much",
        witness={"shares": [s for _, s in shares], "sum": together, "text": f"{told} = {percent(together)}"},
    )


def _floor(case: Case, flow: Flow) -> Iterator[Finding]:
    if flow.floor is None or not case.members or flow.floor * len(case.members) <= 1:
        return
    many = len(case.members)
    told = f"{many} × {percent(flow.floor)} = {percent(flow.floor * many)}"
    yield case.finding(
        RULE,
        flow.span,
        f"a floor of {percent(flow.floor)} for each of {number(many, 'member')} comes to {percent(flow.floor * many)}",
        entity="funding",
        label="more than the whole",
        help=f"a floor of at most 1/{many}",
        citations=flow.citations,
        witness={"floor": flow.floor, "members": many, "sum": flow.floor * many, "text": told},
    )
