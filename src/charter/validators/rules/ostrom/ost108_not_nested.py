"""Institutions that stand alone.

## What it checks

Whether the institution is part of another, reports to, cooperates with or refers to one, takes steps of another's
decisions, requires its membership, or has organs within organs.

## Why

The eighth principle: for what is part of a larger system, the work is organised in layers of nested enterprises.

## Avoid

```charter bad
charter 1
institution Agency {    # <-- OST108
  organ Assembly { plenary }
}
```

## Prefer

```charter good
charter 1
institution Agency {
  organ Assembly { plenary }
  relations { cooperates with Union }
}
outside Union
```

## Settings

None. The rule is off unless the pack `ostrom` is on.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.dsl.findings import NOTE, Finding
from charter.validators.rules.case import Case, Rule
from charter.validators.rules.packs import SOURCE, uncovered

RULE = Rule("OST108", "not-nested", NOTE, SOURCE, everywhere=True)


def check(case: Case) -> Iterator[Finding]:
    """A note where no fact satisfies the principle."""
    looked_for = [
        "part of",
        "relations",
        "requires membership of",
        "a step of another institution",
        "an organ that is part of another",
    ]
    yield from uncovered(
        case,
        RULE,
        "a tie to what is around it (principle 8: nested enterprises)",
        _facts(case),
        looked_for,
        "`relations { cooperates with … }`, or `part of …`",
    )


def _facts(case: Case) -> Iterator[object]:
    institution = case.institution
    yield from institution.parents
    if institution.relations is not None:
        yield from institution.relations.links
    if institution.membership is not None:
        yield from (r for r in institution.membership.requires if any(w.member_of is not None for w in r.ways))
    yield from (o for o in institution.organs if o.part_of is not None)
    for decision in institution.decisions:
        yield from (s for s in decision.every_step if s.by.kind in ("decision", "institution", "outside"))
