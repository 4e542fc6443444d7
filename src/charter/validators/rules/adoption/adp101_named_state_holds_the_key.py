"""A State whose ratification is indispensable for entry into force.

## What it checks

The condition of entry into force as a game on those who may ratify. Reported are those who are needed in every way
of meeting it: named (`all of { CHE }`), or so heavy in a column that the rest does not reach the share. Where the
condition relaxes over time (`before`, `from`), the last one counts.

## Why

A key is a veto that need not be used: it is enough to be slow. The Comprehensive Test Ban Treaty requires
ratification by the 44 States in its Annex 2, has waited since 1996, and is not in force. The Statute of the
International Atomic Energy Agency asked for three of five named states, so that none of them held the key.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  assume members: states
  adoption {
    in force on 40 ratifications including all of { USA, CHN }   # <-- ADP101
    preparatory commission
  }
}
```

## Prefer

Some of the named, or a conference that may waive the condition after some years.

```charter good
charter 1
use world
institution Agency {
  assume members: states
  adoption {
    in force on 40 ratifications including 4 of { USA, CHN, GBR, DEU, JPN, FRA, IND, BRA }
    preparatory commission
  }
}
```

## Settings

`key_holders` (3): with more than so many who must each ratify, it is an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.analysis.entry.entry_into_force import EntryGame, Missing
from charter.analysis.named import states
from charter.dsl.findings import ERROR, WARNING, Finding
from charter.dsl.model.entry import is_past
from charter.text.wording import listed, number
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "ADP101",
    "named-state-holds-the-key",
    WARNING,
    "Comprehensive Nuclear-Test-Ban Treaty, article XIV; Barrett 2003 on minimum participation",
    everywhere=True,
)
SHOWN = 10


def check(case: Case) -> Iterator[Finding]:
    """Those who must each ratify."""
    found = case.entry
    if isinstance(found, Missing):
        yield case.gap(RULE, found.span, found.what, entity=found.entity)
    if not isinstance(found, EntryGame) or found.never:
        return
    keys = found.game.veto_players
    if not keys:
        return
    past = is_past(case.institution)
    who = states(keys, SHOWN)
    each = "" if len(keys) == 1 else f"each of {len(keys)} States: "
    yield case.finding(
        RULE,
        found.entry.span,
        f"Entry into force {'required' if past else 'requires'} ratification by {each}{who}",
        entity="adoption",
        severity=ERROR if len(keys) > case.profile.key_holders else WARNING,
        label=f"{number(len(keys), 'indispensable ratification')}",
        notes=[found.dated] if found.dated else [],
        help="ask for some of the named, or let a conference waive the condition after some years",
        citations=found.entry.citations,
        witness={
            "keys": list(keys),
            "threshold": case.profile.key_holders,
            "legs": [leg.text for leg in found.legs],
            "text": _told(found, keys[0]),
        },
    )


def _told(found: EntryGame, key: str) -> str:
    """What is left without one of them, against what is needed."""
    for leg in found.legs:
        short = leg.short_without(key)
        if short is not None and leg.weight(key):
            return f"without {key} {short}"
    return f"without {key} no way of meeting {listed([leg.text for leg in found.legs])} is left"
