"""Institutions of which no clause says who belongs to them.

## What it checks

Whether some clause says who the members are, who may join, or what a member must be.

## Why

The first of eight principles: those who may use a commons, and the commons itself, are clearly bounded. Without that
nobody knows whose conduct counts.

## Avoid

```charter bad
charter 1
institution Agency {    # <-- OST101
  organ Assembly { plenary }
}
```

## Prefer

```charter good
charter 1
institution Agency {
  membership { open to { FRA, KEN } }
  organ Assembly { plenary }
}
party FRA : state
party KEN : state
```

## Settings

None. The rule is off unless the pack `ostrom` is on.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.dsl.findings import NOTE, Finding
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.packs import SOURCE, uncovered

RULE = Rule("OST101", "unclear-boundaries", NOTE, SOURCE, everywhere=True)


def check(case: Case) -> Iterator[Finding]:
    """A note where no fact satisfies the principle."""
    looked_for = ["members", "open to", "requires", "a category of membership"]
    yield from uncovered(
        case,
        RULE,
        "who belongs to it (principle 1: clear boundaries)",
        _facts(case),
        looked_for,
        "`members are …`, or `open to …` in `membership`",
    )


def _facts(case: Case) -> Iterator[object]:
    institution = case.institution
    if institution.members is not None:
        yield institution.members
    membership = institution.membership
    if membership is not None:
        yield from (*membership.open_to, *membership.requires, *membership.categories)
