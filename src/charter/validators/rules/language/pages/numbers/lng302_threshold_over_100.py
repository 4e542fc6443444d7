"""A share of more than the whole.

## What it checks

Shares in rules of decision, quorums and money; `9 of 8`.

## Why

It can never be met.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {
    plenary
    decides by 105% of members     # <-- LNG302
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
    decides by 75% of members
  }
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG302", "threshold-over-100", ERROR)
