"""A state without whose ratification the text can never enter into force.

## What it checks

The condition of entry into force as a game on those who may ratify. Reported are those who are needed in every way
of meeting it: named (`all of { CHE }`), or so heavy in a column that the rest does not reach the share. Where the
condition relaxes over time (`before`, `from`), the last one counts.

## Why

A key is a veto that need not be used: it is enough to be slow. The Comprehensive Test Ban Treaty names 44 states in
its article XIV, has waited since 1996, and is not in force. The Statute of the International Atomic Energy Agency
asked for three of five named states, so that none of them held the key.

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
from charter.dsl.findings import ERROR, WARNING, Finding
from charter.text.wording import listed, number, some
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
    who = some(keys, SHOWN)
    must = "must ratify" if len(keys) == 1 else f"must each ratify ({len(keys)})"
    yield case.finding(
        RULE,
        found.entry.span,
        f"{who} {must}: without {'it' if len(keys) == 1 else 'any of them'} there is no entry into force, "
        "whoever else does",
        entity="adoption",
        severity=ERROR if len(keys) > case.profile.key_holders else WARNING,
        label=f"{number(len(keys), 'key')} to entry into force",
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
