"""Institutions without sanctions that grow with the breach.

## What it checks

Whether some obligation is answered by at least two steps of different kinds, or arrears cost different things at
different lengths.

## Why

The fifth principle: those who break the rules face graduated sanctions, so that the first breach is cheap to mend and
the tenth is not.

## Avoid

```charter bad
charter 1
institution Agency {    # <-- OST105
  organ Assembly { plenary }
}
```

## Prefer

```charter good
charter 1
institution Agency {
  organ Assembly { plenary }
  obligation declare {
    binds members
    answered by {
      step warning : notice by Assembly, shall, within 30 days
      step vote_lost : loss_of_vote by Assembly, may, within 90 days
    }
  }
}
```

## Settings

None. The rule is off unless the pack `ostrom` is on.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.dsl.findings import NOTE, Finding
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.packs import SOURCE, uncovered

RULE = Rule("OST105", "one-step-sanction", NOTE, SOURCE, everywhere=True)


def check(case: Case) -> Iterator[Finding]:
    """A note where no fact satisfies the principle."""
    looked_for = ["two steps of different kinds that answer a breach", "arrears that cost more the longer they last"]
    yield from uncovered(
        case,
        RULE,
        "sanctions that grow (principle 5: graduated sanctions)",
        _facts(case),
        looked_for,
        "a notice first, then loss of the vote, then suspension",
    )


def _facts(case: Case) -> Iterator[object]:
    for obligation in case.institution.obligations:
        kinds = {r.kind for r in obligation.ladder.rungs if r.kind} if obligation.ladder is not None else set()
        if len(kinds) > 1:
            yield obligation
    arrears = case.institution.funding.arrears if case.institution.funding is not None else ()
    steps = {(each.after.days if each.after is not None else None, each.loses, each.part) for each in arrears}
    if len(steps) > 1 or any(each.loses == "pro_rata" for each in arrears):
        yield arrears
