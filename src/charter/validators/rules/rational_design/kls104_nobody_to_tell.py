"""A problem of enforcement or of knowing what others do, and nobody at the centre to find out.

## What it checks

Where the declared problem is `enforcement` or `uncertainty_about_behaviour`: whether some obligation is monitored other
than by self-report, or a task of the mandate inspects, verifies, collects data or reviews.

## Why

Conjectures C1 and C4: centralisation increases with uncertainty about behaviour and with the enforcement problem. Where
nobody collects what each does, each must guess.

## Avoid

```charter bad
charter 1
institution Agency {    # <-- KLS104
  problem uncertainty_about_behaviour
  obligation declare {
    binds members
    monitored by members through self-report
  }
}
```

## Prefer

```charter good
charter 1
institution Agency {
  problem uncertainty_about_behaviour
  organ Assembly { plenary }
  organ Inspectorate : inspectorate { reports to Assembly, every 1 year }
  obligation declare {
    binds members
    monitored by Inspectorate through inspection anywhere
  }
}
```

## Settings

None. The rule is off unless the pack `rational-design` is on.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.mandates.mandate_carriers import base_function
from charter.dsl.findings import NOTE, Finding
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.packs import KLS, against, problems, undeclared

RULE = Rule("KLS104", "nobody-to-tell", NOTE, KLS, everywhere=True)


TOLD = ("inspects", "verifies", "collects_data", "reviews_peers", "audits", "assesses")


def check(case: Case) -> Iterator[Finding]:
    """One note where nobody at the centre finds out."""
    yield from undeclared(case, RULE)
    institution = case.institution
    problem = problems(case, RULE, "enforcement", "uncertainty_about_behaviour")
    if problem is None or not (institution.obligations or institution.mandate is not None):
        return
    watched = any(m.method not in (None, "self_report") for o in institution.obligations for m in o.monitoring)
    tasks = institution.mandate.tasks if institution.mandate is not None else ()
    if watched or any(base_function(case.charter, t.function) in TOLD for t in tasks):
        return
    message = "no clause lets anybody but the members themselves find out what they do"
    conjecture = "centralisation increases with uncertainty about behaviour and enforcement problems (C1, C4)"
    help = "an inspectorate, or a task that collects data"
    yield against(case, RULE, problem, institution.name_span, message, conjecture, help)
