"""Institutions in which members cannot organise among themselves.

## What it checks

Whether members form constituencies or chambers, choose their own delegates, fill seats by area, or may propose by
themselves.

## Why

The seventh principle: the rights of users to devise their own institutions are not challenged. Among states that is
room for groups: constituencies that choose who speaks for them, regions that fill their seats, members that may
propose.

## Avoid

```charter bad
charter 1
institution Agency {    # <-- OST107
  organ Assembly { plenary }
}
```

## Prefer

```charter good
charter 1
institution Agency {
  organ Assembly { plenary ; decides by 2/3 of members }
  decision adopt : standard { proposed by any member ; step Assembly }
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

RULE = Rule("OST107", "no-room-to-organise", NOTE, SOURCE, everywhere=True)


def check(case: Case) -> Iterator[Finding]:
    """A note where no fact satisfies the principle."""
    looked_for = [
        "constituencies",
        "chambers",
        "delegates",
        "seats by area or group",
        "a decision that members may propose",
    ]
    yield from uncovered(
        case,
        RULE,
        "room for members to organise (principle 7: rights to organise)",
        _facts(case),
        looked_for,
        "`proposed by any 5 members`, constituencies, or seats for each area",
    )


def _facts(case: Case) -> Iterator[object]:
    institution = case.institution
    for organ in institution.organs:
        if organ.constituencies or organ.constituency_column or organ.chambers or organ.delegates:
            yield organ
        for line in organ.seats.lines if organ.seats is not None else ():
            if line.filling.areas is not None or any(a.among is not None for a in line.allocations):
                yield line
    for decision in institution.decisions:
        if decision.proposers is not None:
            yield from (
                w for w in decision.proposers.value if w.kind in ("any_member", "any_number", "members", "complainant")
            )
