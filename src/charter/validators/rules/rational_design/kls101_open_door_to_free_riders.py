"""A problem of enforcement, and membership open to all without a condition.

## What it checks

Where the declared problem is `enforcement`: whether one may join by acceptance or signature alone, with no requirement,
no condition and no decision.

## Why

Conjecture M1: restrictive membership increases with the severity of the enforcement problem. Who need not commit to
anything can take the benefit and leave the burden.

## Avoid

```charter bad
charter 1
institution Agency {
  problem enforcement
  membership {
    open to states
    admission by acceptance    # <-- KLS101
  }
}
use world
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  problem enforcement
  membership {
    open to states
    requires "acceptance of inspection"
    admission by acceptance
  }
}
```

## Settings

None. The rule is off unless the pack `rational-design` is on.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.dsl.findings import NOTE, Finding
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.packs import KLS, against, problems, undeclared

RULE = Rule("KLS101", "open-door-to-free-riders", NOTE, KLS)


def check(case: Case) -> Iterator[Finding]:
    """One note where joining asks nothing."""
    yield from undeclared(case, RULE)
    problem, membership = problems(case, RULE, "enforcement"), case.institution.membership
    if problem is None or membership is None:
        return
    free = [a for a in membership.admissions if a.decision is None and not a.conditions]
    asked = membership.requires or any(o.conditions for o in membership.open_to)
    bound = any(o.bindings and o.ladder is not None for o in case.institution.obligations)
    if free and not asked and not bound and len(free) == len(membership.admissions):
        message = f"joining by {free[0].by} asks nothing of a member"
        conjecture = "restrictive membership increases with the enforcement problem (M1)"
        help = "a requirement, a condition, a decision on admission, or an obligation with sanctions that binds members"
        yield against(case, RULE, problem, free[0].span, message, conjecture, help)
