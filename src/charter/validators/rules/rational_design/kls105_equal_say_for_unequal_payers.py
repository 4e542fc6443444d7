"""A problem of asymmetry, and no member's say differs from another's.

## What it checks

Where the declared problem is `asymmetry`: whether any organ has weighted votes, permanent or ranked seats, a veto,
chambers or constituencies, or a decision asks for a share of a column.

## Why

Conjecture V2: asymmetry of control increases with asymmetry among contributors. Those on whom the others depend seldom
stay where they can always be outvoted.

## Avoid

```charter bad
charter 1
institution Agency {    # <-- KLS105
  problem asymmetry
  organ Assembly { plenary ; votes one each ; decides by majority of members }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  problem asymmetry
  members from memberships.IMF
  organ Assembly { plenary ; votes by imf.votes ; decides by majority of votes }
}
```

## Settings

None. The rule is off unless the pack `rational-design` is on.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.stated_rules import parts, rules_of
from charter.dsl.findings import NOTE, Finding
from charter.dsl.model.organs import Organ
from charter.dsl.model.rules import Rule as VotingRule
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.packs import KLS, against, problems, undeclared

RULE = Rule("KLS105", "equal-say-for-unequal-payers", NOTE, KLS, everywhere=True)


def check(case: Case) -> Iterator[Finding]:
    """One note where every member's say is the same."""
    yield from undeclared(case, RULE)
    institution = case.institution
    problem = problems(case, RULE, "asymmetry")
    if problem is None or not any(o.plenary is not None or o.seats is not None for o in institution.organs):
        return
    if any(_unequal(organ) for organ in institution.organs):
        return
    if any(_weighed(part) for placed in rules_of(institution) for part in parts(placed.rule)):
        return
    message = "every member has the same say everywhere"
    conjecture = "asymmetry of control increases with asymmetry of contributors (V2)"
    help = "weighted votes, seats by capability, or a majority of those who pay beside that of members"
    yield against(case, RULE, problem, institution.name_span, message, conjecture, help)


def _unequal(organ: Organ) -> bool:
    lines = organ.seats.lines if organ.seats is not None else ()
    special = any(line.veto or line.filling.how in ("permanent", "ranked") or line.advanced_in for line in lines)
    weighted = organ.votes is not None and bool(organ.votes.parts)
    return special or weighted or bool(organ.chambers or organ.constituencies or organ.constituency_column)


def _weighed(rule: VotingRule) -> bool:
    base = getattr(rule, "of", None)
    return base is not None and (base.column is not None or base.group is not None or base.among is not None)
