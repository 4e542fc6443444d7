"""Institutions that nobody has to look at again.

## What it checks

Whether the text asks for a review every so many years (`review every`) or after some (`review after`), or ends unless
it is prolonged (`sunset after …, unless …`). `no review` is a finding; where nothing is said it is a gap, except in
an institution that neither decides nor binds nor says how it came about.

## Why

What was agreed under uncertainty has to be looked at when more is known. The quotas of the International Monetary Fund
are reviewed at least every five years (Articles, III.2); the Convention of the OECD has no such clause.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are states
  adoption {
    in force on 40 ratifications
    no review                       # <-- CHG104
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are states
  adoption {
    in force on 40 ratifications
    review every 5 years
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.amendments import lasting
from charter.dsl.findings import NOTE, Finding, Remedy
from charter.text.wording import opened, the
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.remedies import denial_at, plenary, stated

RULE = Rule(
    "CHG104", "no-review", NOTE, "Koremenos, Lipson and Snidal 2001, flexibility; IMF Articles, III.2", everywhere=True
)


def check(case: Case) -> Iterator[Finding]:
    """That there is no review, or that nothing is said of one."""
    adoption = case.institution.adoption
    if adoption is not None and (adoption.reviews or (adoption.sunset is not None and adoption.sunset.unless)):
        return
    denials = (*case.institution.denials, *(adoption.denials if adoption is not None else ()))
    denial = next((d for d in denials if d.topic == "review"), None)
    if denial is None:
        if not lasting(case):
            return
        span = adoption.span if adoption is not None else case.institution.name_span
        yield case.gap(RULE, span, "a review clause", help="ask for one: `review every 5 years`")
        return
    yield case.finding(
        RULE,
        denial.span,
        opened(f"{the(case.institution.label)} has no review clause"),
        entity="adoption",
        label="no review",
        help="let an organ review it: `review every 5 years by Assembly`",
        citations=denial.citations,
        witness={"review": None, "text": "the charter says `no review`, and the text does not lapse automatically"},
    )


def remedies(case: Case, finding: Finding) -> Iterator[Remedy]:
    """Let the members' organ review the text."""
    adoption, organ = case.institution.adoption, plenary(case.institution)
    by = f" by {organ.name}" if organ is not None else ""
    clause = f"review every 5 years{by}"
    if adoption is not None:
        denied = denial_at(adoption.denials, finding)
        yield from stated(case, f"ask for one: `{clause}`", denied, adoption.span, clause)
    else:
        denied = denial_at(case.institution.denials, finding)
        block = f"adoption {{\n  {clause}\n}}"
        yield from stated(case, f"ask for one: `{clause}`", denied, case.institution.span, block)
