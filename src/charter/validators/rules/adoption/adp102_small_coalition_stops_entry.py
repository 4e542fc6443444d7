"""Two or three that together can keep the text from entering into force.

## What it checks

The minimal blocking sets of the condition of entry into force with two or three members: all counted, some shown.
Then what follows when all but one of the heaviest such set stay out: who becomes pivotal, so that each alone
decides. One who blocks alone is ADP101's.

## Why

A share of a column looks like a number and works like a list of names. The Articles of the World Bank needed 65% of
the subscriptions of 1944; the United States had 34.89%, so that with them out any other subscriber of more than
0.11% was enough to stop it. The Kyoto Protocol asked for 55% of emissions and waited for Russia once the United
States had left.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are { JPN, DEU, GBR, FRA, ITA, CAN }
  adoption {
    in force on 70% of un_scale        # <-- ADP102
    preparatory commission
  }
}
```

## Prefer

A lower share, a date after which less is enough, or a base that moves.

```charter good
charter 1
use world
institution Agency {
  members are { JPN, DEU, GBR, FRA, ITA, CAN }
  adoption {
    in force on 30% of un_scale
    preparatory commission
  }
}
```

## Settings

`stopping_coalition` (3): the size up to which a set is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charter.analysis.entry.entry_into_force import EntryGame, Missing
from charter.dsl.findings import WARNING, Finding
from charter.text.wording import listed, number, some
from charter.validators.rules.case import Case, Rule

RULE = Rule(
    "ADP102",
    "small-coalition-stops-entry",
    WARNING,
    "IBRD Articles of Agreement, article XI.1 and Schedule A; Barrett 2003 on minimum participation",
    everywhere=True,
)
SHOWN = 8


def check(case: Case) -> Iterator[Finding]:
    """Small sets that stop the entry into force."""
    found = case.entry
    if isinstance(found, Missing):
        yield case.gap(RULE, found.span, found.what, entity=found.entity)
    if not isinstance(found, EntryGame) or found.never:
        return
    blocking = found.game.minimal_blocking(int(case.profile.stopping_coalition))
    sets = [each for each in blocking.sets if len(each) > 1]
    alone = sum(1 for each in blocking.sets if len(each) == 1)
    if sets:
        yield _finding(case, found, sets, blocking.count - alone)


def _finding(case: Case, found: EntryGame, sets: list[tuple[str, ...]], count: int) -> Finding:
    size = min(len(each) for each in sets)
    first = max((s for s in sets if len(s) == size), key=lambda s: (_weight(found, s), s))
    out = sorted(first, key=lambda p: (-_weight(found, (p,)), p))[:-1]
    pivots = sorted({p for s in sets if len(s) == size and set(out) < set(s) for p in s} - set(out))
    told = _told(found, first)
    after = f"with {listed(out)} out, {number(len(pivots), 'other')} can each stop it alone: {some(pivots)}"
    return case.finding(
        RULE,
        found.entry.span,
        f"{listed(first)} can together keep it from entering into force, and so can {number(count - 1, 'other set')} "
        f"of at most {case.profile.stopping_coalition}"
        if count > 1
        else f"{listed(first)} can together keep it from entering into force",
        entity="adoption",
        label=f"{size} are enough to stop it",
        notes=[after, *([found.dated] if found.dated else [])],
        help="a lower share, a date after which less is enough, or a base that moves with those who join",
        citations=found.entry.citations,
        witness={
            "smallest": list(first),
            "sets": [list(s) for s in sets[:SHOWN]],
            "number": count,
            "up_to": case.profile.stopping_coalition,
            "out": out,
            "pivotal_then": pivots,
            "legs": [leg.text for leg in found.legs],
            "text": f"{told}; {after}",
        },
    )


def _weight(found: EntryGame, parties: tuple[str, ...]) -> Fraction:
    """What they carry together in the leg that weighs, as a share, for choosing which set to show."""
    counted = [leg for leg in found.legs if leg.counted is not None and leg.counted.total]
    return max((leg.weight(*parties) / leg.counted.total for leg in counted if leg.counted), default=Fraction(0))


def _told(found: EntryGame, parties: tuple[str, ...]) -> str:
    for leg in found.legs:
        short = leg.short_without(*parties)
        if short is not None:
            return f"without {listed(parties)} {short}"
    return f"without {listed(parties)} the condition cannot be met"
