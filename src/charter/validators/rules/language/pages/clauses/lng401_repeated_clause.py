"""A clause that may stand once stands again.

## What it checks

Clauses of which a block has one: a quorum, a rule of decision, a head, a budget, a term. The first counts.

## Why

A reader finds one of the two and takes it for the rule.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly {
    plenary
    quorum majority of members
    quorum 2/3 of members          # <-- LNG401
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
    quorum majority of members
  }
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG401", "repeated-clause", ERROR)
