"""A problem of distribution, and each member can keep an applicant out.

## What it checks

Where the declared problem is `distribution`: whether admission is by a decision that every member can stop.

## Why

Conjecture M3: inclusive membership increases with the severity of the distribution problem: more members make more
deals possible, and those shut out bear the cost of what the others agree.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  problem distribution
  members are { FRA, KEN, IND }
  organ Assembly { plenary }
  membership {
    open to states
    admission by admit    # <-- KLS102
  }
  decision admit : admission { step Assembly by consensus }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  problem distribution
  members are { FRA, KEN, IND }
  organ Assembly { plenary }
  membership { open to states ; admission by admit }
  decision admit : admission { step Assembly by 2/3 of members }
}
```

## Settings

None. The rule is off unless the pack `rational-design` is on.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.decisions.compile_rule import gives_each_a_veto
from charter.decisions.procedure import rule_of
from charter.dsl.findings import NOTE, Finding
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.packs import KLS, against, problems, undeclared

RULE = Rule("KLS102", "gate-where-terms-are-disputed", NOTE, KLS, everywhere=True)


def check(case: Case) -> Iterator[Finding]:
    """One note for each admission that every member can stop."""
    yield from undeclared(case, RULE)
    problem, membership = problems(case, RULE, "distribution"), case.institution.membership
    if problem is None or membership is None:
        return
    for admission in membership.admissions:
        found = case.decision(admission.decision) if admission.decision is not None else None
        for step in found[1].steps if found is not None else ():
            rule = rule_of(case.charter, found[0], found[1], step) if found is not None else None
            if rule is not None and gives_each_a_veto(rule):
                message = f"each member can keep an applicant out ({step.by})"
                conjecture = "inclusive membership increases with the distribution problem (M3)"
                help = "admit by two thirds, or by an objective test"
                yield against(case, RULE, problem, admission.span, message, conjecture, help)
                break
