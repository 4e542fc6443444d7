"""Institutions in which those bound take no part in changing the rules.

## What it checks

Whether a plenary, the members, or a body of delegates takes a step of a decision that amends, adopts standards, sets
the budget or fixes the scale; or whether members accept amendments.

## Why

The third principle: most of those affected by the rules can take part in changing them.

## Avoid

```charter bad
charter 1
institution Agency {    # <-- OST103
  organ Assembly { plenary }
}
```

## Prefer

```charter good
charter 1
institution Agency {
  organ Assembly { plenary ; decides by 2/3 of members }
  decision amend : amendment { step Assembly }
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

RULE = Rule("OST103", "rules-without-the-ruled", NOTE, SOURCE, everywhere=True)


def check(case: Case) -> Iterator[Finding]:
    """A note where no fact satisfies the principle."""
    looked_for = [
        "a step of all members in an amendment, a standard, the budget or the scale",
        "acceptance of amendments by members",
    ]
    yield from uncovered(
        case,
        RULE,
        "that those bound take part in making the rules (principle 3: collective choice)",
        _facts(case),
        looked_for,
        "let a plenary adopt standards, or members accept amendments",
    )


def _facts(case: Case) -> Iterator[object]:
    institution = case.institution
    whole = {o.name for o in institution.organs if o.plenary is not None or o.delegates}
    for decision in institution.decisions:
        if set(decision.kinds) & set(RULES):
            for step in decision.every_step:
                if step.by.kind == "members" or (step.by.kind == "organ" and step.by.name in whole):
                    yield step
    for tier in institution.adoption.amendments if institution.adoption is not None else ():
        if tier.acceptance is not None or tier.organ in whole:
            yield tier


RULES = ("amendment", "standard", "budget", "scale", "mandate")
"""Decisions that make rules."""
