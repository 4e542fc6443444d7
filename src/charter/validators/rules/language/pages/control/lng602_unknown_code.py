"""An `allow` of a rule that does not exist.

## What it checks

The code or name after `allow`; at most three near codes are given.

## Why

The finding that was meant is not answered.

## Avoid

```charter bad
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Council {
    seats { 3 designated by Council; 7 elected by Assembly }
    allow STR1O2 because "memo 4"   # <-- LNG602
    allow STR102 because "memo 4"
  }
}
```

## Prefer

```charter good
charter 1
use world
institution Agency {
  members are WEOG
  organ Assembly { plenary }
  organ Council {
    seats { 3 designated by Council; 7 elected by Assembly }
    allow STR102 because "memo 4"
  }
}
```

## Settings

None.
"""

from charter.dsl.findings import ERROR
from charter.validators.rules.case import Rule

RULE = Rule("LNG602", "unknown-code", ERROR)
