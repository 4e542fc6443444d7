"""An institution against free riding under which those outside fare as well as those inside.

## What it checks

Where the charter says that its problem is one of enforcement (`problem enforcement`), so that staying out while
others act is tempting: whether any clause on trade, access or money differs for those outside. Such clauses are
measures against non-parties, help with obligations that only the bound receive, and a mandate to finance or to give
access.

## Why

A treaty that must enforce itself changes what each party gains by joining (Barrett 2003). The Montreal Protocol bans
trade in the controlled substances with those outside (article 4), and pays for the change only inside (article 10).

## Avoid

```charter bad
charter 1
use world
institution Pact {
  members are WEOG
  problem enforcement                 # <-- MEM106
  obligation limit_runs { binds members }
}
```

## Prefer

```charter good
charter 1
use world
institution Pact {
  members are WEOG
  problem enforcement
  obligation limit_runs { binds members }
  non-parties face export_ban on "AI accelerators"
}
```

## Settings

None. Without `problem enforcement` the rule is silent.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.incentives.benefits import INSIDE_ONLY, giving_tasks
from charter.dsl.findings import WARNING, Finding
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "MEM106", "nothing-differs-for-outsiders", WARNING, "Barrett 2003; Montreal Protocol, article 4", everywhere=True
)


def check(case: Case) -> Iterator[Finding]:
    """One warning where free riding is the problem and costs nothing."""
    it = case.institution
    declared = next((p for p in it.problem if p.value == "enforcement"), None)
    if declared is None or it.non_parties or any(o.help for o in it.obligations):
        return
    if giving_tasks(case, INSIDE_ONLY):
        return
    yield case.finding(
        RULE,
        declared.span,
        "the problem is one of enforcement, and no clause treats those outside otherwise than those inside",
        label="why join?",
        help="a measure against non-parties (`non-parties face export_ban on …`), or help and access for parties only",
        citations=declared.citations,
        witness={
            "problem": declared.value,
            "measures": [],
            "text": "clauses on non-parties: none; help for those bound: none; mandate to finance or give access: none",
        },
    )
