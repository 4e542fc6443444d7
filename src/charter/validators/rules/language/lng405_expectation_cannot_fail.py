"""An expectation that cannot fail: it holds whatever the charter says.

## What it checks

Sentences of `expect` that ask for at least nothing or at most everything, and those about an empty group or about
obligations of which there are none. Expressions that hold for every value their metrics can have: a share is never
below 0 or above 100%, a number of things and a time are never negative, a metric equals itself, and a statement holds
or does not.

## Why

A test that cannot fail protects nothing, though it is counted as proved. Most often a number is missing, a group has
been emptied, or `and` was meant where `or` stands.

## Avoid

```charter bad
charter 1
use world
group Small = { LUX, MLT }
group Tiny = Small & { FRA }
institution Club {
  members are { FRA, DEU, LUX, MLT }
  organ Assembly { plenary; decides by 2/3 of members }
  decision adopt : standard { step Assembly }
}
expect Club {
  Small hold at least 0% of seats in Assembly                                # <-- LNG405
  that share(Small, Assembly) <= 100%                                        # <-- LNG405
  that seats(Small, Assembly) > 2 or not seats(Small, Assembly) > 2          # <-- LNG405
  that share(Small, Assembly) >= share(Small, seats in Assembly) - 1         # <-- LNG405
  for every member m of Tiny: can_block(m, adopt)                            # <-- LNG405
  every obligation has a sanction                                            # <-- LNG405
  that 1 + 1 = 2                                                             # <-- LNG405
}
```

## Prefer

```charter good
charter 1
use world
group Small = { LUX, MLT }
institution Club {
  members are { FRA, DEU, LUX, MLT }
  organ Assembly { plenary; decides by 2/3 of members }
  decision adopt : standard { step Assembly }
}
expect Club {
  Small hold at least 1/3 of seats in Assembly
  that share(Small, Assembly) <= 50%
  that seats(Small, Assembly) > 2 or not can_block(Small, adopt) or seats(Assembly) = 4
  that share(Small, Assembly) >= share(Small, population)
  for every member m of Small: not can_block(m, adopt)
}
```

## Settings

None.
"""

from __future__ import annotations

from collections.abc import Iterator

from charter.dsl.findings import WARNING, Finding
from charter.validators.rules.case import Case, Rule

RULE = Rule("LNG405", "expectation-cannot-fail", WARNING)


def check(case: Case) -> Iterator[Finding]:
    """Expectations of this institution that hold whatever it says."""
    expected = [e for e in case.charter.expectations if e.of == case.institution.name]
    if not expected:
        return
    from charter.analysis.tautology import why_always

    for each in expected:
        why = why_always(case.charter, case.institution, each.claim, each.text)
        if why is not None:
            yield case.finding(
                RULE,
                each.span,
                f"this expectation cannot fail: {why}",
                entity=f"expect.{each.text}",
                label=why,
                help="state a bound that a change of the charter could break, or take the sentence out",
                witness={"text": why, "expectation": each.text},
            )
