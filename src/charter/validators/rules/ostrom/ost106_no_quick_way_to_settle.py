"""Institutions without a cheap and quick way to settle conflicts.

## What it checks

Whether there is a tribunal or a decision of the kind dispute, an organ that hears complaints, or an appeal with a time.

## Why

The sixth principle: users and officials have rapid access to low-cost arenas to resolve conflicts.

## Avoid

```charter bad
charter 1
institution Agency {    # <-- OST106
  organ Assembly { plenary }
}
```

## Prefer

```charter good
charter 1
institution Agency {
  organ Assembly { plenary ; hears complaints from any member }
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

RULE = Rule("OST106", "no-quick-way-to-settle", NOTE, SOURCE, everywhere=True)


def check(case: Case) -> Iterator[Finding]:
    """A note where no fact satisfies the principle."""
    looked_for = ["a tribunal", "a decision of the kind dispute", "hears complaints", "an appeal within a time"]
    yield from uncovered(
        case,
        RULE,
        "a way to settle conflicts (principle 6: conflict resolution)",
        _facts(case),
        looked_for,
        "`organ Tribunal : tribunal`, or `hears complaints from any member`",
    )


def _facts(case: Case) -> Iterator[object]:
    institution = case.institution
    yield from (o for o in institution.organs if o.kind == "tribunal" or o.hears)
    yield from (d for d in institution.decisions if "dispute" in d.kinds)
    for obligation in institution.obligations:
        appeal = obligation.ladder.appeal if obligation.ladder is not None else None
        if appeal is not None and appeal.within is not None and appeal.within.days is not None:
            yield appeal
