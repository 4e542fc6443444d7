"""A problem of distribution or enforcement, and a single task to bargain about.

## What it checks

Where the declared problem is `distribution` or `enforcement`: whether the mandate has exactly one task and no fund,
programme or help is there to trade it against.

## Why

Conjectures S2 and S3: the scope of issues increases with the distribution problem and with the enforcement problem.
Issues that are linked let losers on one win on another, and give something to withhold.

## Avoid

```charter bad
charter 1
institution Agency {
  problem distribution
  mandate {    # <-- KLS103
    sets standards in safety
  }
}
domain safety
```

## Prefer

```charter good
charter 1
institution Agency {
  problem distribution
  mandate {
    sets standards in safety
    builds capacity in safety
  }
}
domain safety
```

## Settings

None. The rule is off unless the pack `rational-design` is on.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.dsl.findings import NOTE, Finding
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.packs import KLS, against, problems, undeclared

RULE = Rule("KLS103", "one-issue-nothing-to-trade", NOTE, KLS, everywhere=True)


def check(case: Case) -> Iterator[Finding]:
    """One note where there is nothing to link."""
    yield from undeclared(case, RULE)
    institution = case.institution
    problem = problems(case, RULE, "distribution", "enforcement")
    if problem is None or institution.mandate is None or len(institution.mandate.tasks) != 1:
        return
    streams = institution.funding.flows if institution.funding is not None else ()
    traded = institution.funds or any(o.help for o in institution.obligations) or any(f.name for f in streams)
    if not traded:
        task = institution.mandate.tasks[0]
        message = f"there is one task ({task.function.replace('_', ' ')}) and nothing to trade it against"
        conjecture = "scope increases with distribution and enforcement problems (S2, S3)"
        help = "link a second task, a fund, or help for those who lose by the first"
        yield against(case, RULE, problem, institution.mandate.span, message, conjecture, help)
