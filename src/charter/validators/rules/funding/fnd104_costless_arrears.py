"""Members that do not pay lose nothing.

## What it checks

Whether arrears cost anything. Reported where the charter says `no arrears`: a warning where contributions are
assessed, a note where they are not. Assessed contributions without a clause on arrears are a gap.

## Why

A bill that may stay unpaid is a gift. Members of the United Nations (article 19) and of the International Labour
Organization (article 13.4) lose their vote when they owe two years; the World Trade Organization takes more from them
with each year that they owe.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  funding {
    assessed by un_scale, ceiling 15%
    no arrears   # <-- FND104
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary; decides by majority of members }
  funding {
    assessed by un_scale, ceiling 15%
    arrears of 1 year lose chair
    arrears of 2 years lose vote in Assembly
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.enforcement.ladders import denied
from charter.dsl.findings import NOTE, WARNING, Finding
from charter.text.wording import percent
from charter.validators.rules.case import Case, Rule

RULE = Rule("FND104", "costless-arrears", WARNING, "UN Charter, article 19; ILO Constitution, article 13.4")


def check(case: Case) -> Iterator[Finding]:
    """Arrears that cost nothing."""
    funding = case.institution.funding
    if funding is None or funding.arrears:
        return
    bills = [f for f in funding.flows if f.kind == "assessed"]
    said = denied((funding, case.institution), "arrears")
    if said is None:
        if bills:
            yield case.gap(
                RULE,
                bills[0].span,
                "what arrears cost",
                entity="funding",
                help="say it: `arrears of … lose …`, or `no arrears`",
            )
        return
    first = bills[0] if bills else None
    part = "" if first is None else "contributions" if first.share is None else f"{percent(first.share)} of the budget"
    owed = f"{part} are assessed" if first is not None else "nothing is assessed"
    yield case.finding(
        RULE,
        said.span,
        "a member that does not pay loses nothing: `no arrears`",
        entity="funding",
        severity=WARNING if first is not None else NOTE,
        help="take the chair, then the vote, with each year that is owed: `arrears of 2 years lose vote`",
        citations=said.citations,
        witness={"assessed": bool(bills), "steps": [], "text": f"{owed}; the charter says `no arrears`"},
    )
