"""A problem of an uncertain world or of distribution, and no clause that lets the rules bend.

## What it checks

Where the declared problem is `uncertainty_about_the_world` or `distribution`: whether there is a review, a sunset, a
waiver, a withdrawal, a grace period, a tier of amendment for some provisions alone, or a decision that raises or lowers
a number.

## Why

Conjectures F1 and F2: flexibility increases with uncertainty about the world and with the distribution problem. A deal
that cannot be reopened is one that the unlucky must break.

## Avoid

```charter bad
charter 1
institution Agency {    # <-- KLS106
  problem uncertainty_about_the_world
  organ Assembly { plenary }
}
```

## Prefer

```charter good
charter 1
institution Agency {
  problem uncertainty_about_the_world
  organ Assembly { plenary }
  adoption { review every 5 years by Assembly }
}
```

## Settings

None. The rule is off unless the pack `rational-design` is on.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.dsl.findings import NOTE, Finding
from charter.dsl.model.institution import Institution
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.packs import KLS, against, problems, undeclared

RULE = Rule("KLS106", "set-in-stone", NOTE, KLS, everywhere=True)


def check(case: Case) -> Iterator[Finding]:
    """One note where nothing bends."""
    yield from undeclared(case, RULE)
    problem = problems(case, RULE, "uncertainty_about_the_world", "distribution")
    if problem is None or any(True for _ in _bends(case.institution)):
        return
    message = "no clause lets the rules bend: no review, sunset, waiver, withdrawal, grace or lighter way to amend"
    conjecture = "flexibility increases with uncertainty about the world and distribution problems (F1, F2)"
    help = "`review every 5 years by …`, a waiver, or a tier of amendment for annexes"
    yield against(case, RULE, problem, case.institution.name_span, message, conjecture, help)


def _bends(institution: Institution) -> Iterator[object]:
    """The clauses by which the rules can be changed or left."""
    adoption, membership = institution.adoption, institution.membership
    if adoption is not None:
        yield from adoption.reviews
        yield from (a for a in adoption.amendments if a.provisions)
        if adoption.sunset is not None:
            yield adoption.sunset
    if membership is not None:
        yield from membership.withdrawal
    yield from (d for d in institution.decisions if "waiver" in d.kinds or d.raises or d.lowers)
    yield from (h for o in institution.obligations for h in o.help if h.grace is not None)
