"""Institutions in which what one gives does not follow from what one has or gets.

## What it checks

Whether some clause fits burdens to benefits or to means: a scale of contributions by a column or equal shares, a levy
or fee on use, a threshold from which a duty holds, help or time for those with less.

## Why

The second principle: rules of use and of contribution fit local conditions and each other. Where they do not, those who
pay more than they get leave.

## Avoid

```charter bad
charter 1
institution Agency {    # <-- OST102
  organ Assembly { plenary }
}
```

## Prefer

```charter good
charter 1
institution Agency {
  organ Assembly { plenary }
  funding { assessed by equal shares }
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

RULE = Rule("OST102", "burden-without-measure", NOTE, SOURCE, everywhere=True)


def check(case: Case) -> Iterator[Finding]:
    """A note where no fact satisfies the principle."""
    looked_for = ["assessed by a scale", "a levy, fees or charges", "a threshold of an obligation", "help or grace"]
    yield from uncovered(
        case,
        RULE,
        "burdens that follow benefits or means (principle 2: congruence)",
        _facts(case),
        looked_for,
        '`assessed by un_scale`, `levy 10% on "…"`, or `help for LDC` in an obligation',
    )


def _facts(case: Case) -> Iterator[object]:
    funding = case.institution.funding
    for flow in funding.flows if funding is not None else ():
        if flow.kind in ("levy", "fees", "charges") or (
            flow.scale is not None and flow.scale.kind in ("column", "equal")
        ):
            yield flow
    for obligation in case.institution.obligations:
        yield from (*obligation.help, *obligation.thresholds)
