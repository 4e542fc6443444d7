"""A number that cannot mean anything in its place.

## What it checks

Thresholds and times of zero, division by zero, fractions where things are counted, more at the top than there are, an
empty reason or citation.

## Why

A threshold of zero is met before anyone votes; a rule with one says nothing.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {
    plenary
    quorum 0/0 of members          # <-- LNG301
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {
    plenary
    quorum 1/2 of members
  }
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG301", "impossible-number", ERROR)
