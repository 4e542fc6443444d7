"""A text that cannot enter into force, whoever ratifies.

## What it checks

The condition of entry into force with the ratification of all who may ratify: the members as stated or assumed, or
those to whom membership is open. A scenario that keeps some of them out is looked at in the same way: they stay in the
total of which a share is asked, and do not ratify. Reported where the condition is not met even so. Nothing else is
then said of entry into force, and expectations about votes are not judged: there is nothing to vote in.

## Why

A condition that asks for more than there are is a slip; one that nobody can meet once a single state stays out is a
veto over the whole institution. The Comprehensive Nuclear-Test-Ban Treaty cannot enter into force in a world in which
one of its 44 named states stays out.

## Avoid

```charter bad
charter 1
use world
institution Club {
  members are { FRA, DEU, ITA }
  adoption {
    in force on 5 ratifications       # <-- ADP106
    preparatory commission
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Club {
  members are { FRA, DEU, ITA }
  adoption {
    in force on 2 ratifications
    preparatory commission
  }
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.entry.entry_into_force import EntryGame
from charter.dsl.findings import ERROR, Finding
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "ADP106",
    "can-never-enter",
    ERROR,
    "Comprehensive Nuclear-Test-Ban Treaty, article XIV; Barrett 2003 on minimum participation",
)


def check(case: Case) -> Iterator[Finding]:
    """A condition that all who may ratify cannot meet."""
    found = case.entry
    if not isinstance(found, EntryGame) or not found.never:
        return
    absent = sorted(case.circumstances.absent) if case.circumstances is not None else []
    yield case.finding(
        RULE,
        found.entry.span,
        f"{case.institution.label} can never enter into force: {found.why_never}",
        entity="adoption",
        label="never met",
        notes=[found.dated] if found.dated else [],
        help="ask for what those who may ratify can meet, or open it to more",
        citations=found.entry.citations,
        witness={
            "ratify": list(found.players),
            "absent": absent,
            "legs": [leg.text for leg in found.legs],
            "text": found.why_never,
        },
    )
