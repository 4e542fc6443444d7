"""Members that hold less of the capital than the charter asks.

## What it checks

Each part of the capital that certain members are to hold (`at least 75% held by`), against what the members have
subscribed by the column that the charter names. Where a figure is missing, or no column is named, it is a gap.

## Why

A bank of a region keeps its balance by such a floor: in the Asian Infrastructure Investment Bank regional members hold
75% of the capital (article 5.2), in the Asian Development Bank 60% (article 5). A floor that the subscriptions do not
keep binds nobody, and votes follow the shares.

## Avoid

```charter bad
charter 1
use world
institution Bank {
  members are { JPN, KOR, FRA }
  funding {
    capital subscribed by gdp, at least 90% held by { JPN, KOR }   # <-- FND107
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Bank {
  members are { JPN, KOR, FRA }
  funding {
    capital subscribed by gdp, at least half held by { JPN, KOR }
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.money.payers import holdings
from charter.decisions.elements import Unstated
from charter.dsl.findings import WARNING, Finding
from charter.dsl.model.money import Capital, HoldingFloor
from charter.text.wording import percent
from charter.validators.rules.case import Case, Rule

RULE = Rule("FND107", "capital-out-of-balance", WARNING, "AIIB Articles, article 5.2; ADB Agreement, article 5")


def check(case: Case) -> Iterator[Finding]:
    """Floors of the capital that are not kept."""
    capital = case.institution.funding.capital if case.institution.funding is not None else None
    if capital is None or not capital.floors:
        return
    try:
        held = holdings(case.charter, case.institution, capital)
    except Unstated as gap:
        yield case.gap(RULE, gap.span or capital.span, gap.missing, entity="funding")
        return
    for floor in capital.floors:
        if floor.among.members is None:
            yield case.gap(RULE, floor.span, f"the members of `{floor.among.text}`", entity="funding")
            continue
        theirs = sum((held.get(party, Fraction(0)) for party in floor.among.members), Fraction(0))
        if theirs < floor.share:
            yield _short(case, capital, floor, theirs)


def _short(case: Case, capital: Capital, floor: HoldingFloor, theirs: Fraction) -> Finding:
    missing = percent(floor.share - theirs)
    return case.finding(
        RULE,
        floor.span,
        f"{floor.among.text} hold {percent(theirs)} of the capital, where the charter asks for {percent(floor.share)}",
        entity="funding",
        label=f"short of {missing}",
        help="reserve shares for them, or say who may let the balance go",
        citations=capital.citations,
        witness={
            "members": floor.among.text,
            "held": theirs,
            "asked": floor.share,
            "text": f"{floor.among.text} have subscribed {percent(theirs)} by `{capital.by}`, {missing} too little",
        },
    )
